/** Products of every state as a table: search, filters, pages. */
import type { AdminCategory, AdminProductRow } from "@edgemart/contracts/catalog-admin";
import type { Locale } from "@edgemart/contracts/locale";
import type { Money } from "@edgemart/contracts/money";
import { Picture } from "#components/picture.tsx";
import { shownTime } from "#components/shown-time.ts";
import { formatLeast, formatMoney } from "#domains/catalog/money.ts";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { inLang } from "../parts/in-lang.ts";
import { Pager } from "../parts/pager.tsx";
import { TableBox } from "../parts/table-box.tsx";
import { type ProductFilter, productListPath } from "./product-filter.ts";
import { ProductStatusBadge } from "./product-status-badge.tsx";

interface TableProps {
  lang: Locale;
  messages: Messages;
  filter: ProductFilter;
  categories: AdminCategory[];
  products: AdminProductRow[];
  nextCursor: string | null;
}

export function ProductTable(props: TableProps) {
  const { lang, messages, filter, categories, products, nextCursor } = props;
  const texts = messages.admin.products;
  const names = new Map(categories.map(({ slug, name }) => [slug, inLang(name, lang)]));
  return (
    <>
      <ProductSearch {...props} />
      {products.length === 0 ? (
        <p className={styles.soft} role="status">
          {texts.none}
        </p>
      ) : (
        <TableBox
          columns={[
            texts.picture,
            texts.name,
            texts.status,
            texts.category,
            { number: texts.price },
            { number: texts.variants },
            { number: texts.stock },
            texts.changed,
          ]}
          label={texts.title}
        >
          {products.map((product) => (
            <ProductRow
              key={product.id}
              {...{ lang, product, texts }}
              categoryName={names.get(product.category) ?? product.category}
            />
          ))}
        </TableBox>
      )}
      <Pager
        isFirstPage={!filter.cursor}
        nextCursor={nextCursor}
        path={`/${lang}${productListPath(filter, "")}`}
        texts={texts}
      />
    </>
  );
}

function ProductSearch({ lang, messages, filter, categories }: TableProps) {
  const texts = messages.admin.products;
  return (
    <div className={styles.wide}>
      <search>
        <form action={`/${lang}/admin/products`} className={styles.filters} method="get">
          <Field
            autoComplete="off"
            defaultValue={filter.q}
            id="product-q"
            label={texts.search}
            maxLength={80}
            name="q"
            type="search"
          />
          <SelectField
            label={texts.status}
            name="status"
            options={[["", texts.all], ...Object.entries(texts.statuses)]}
            value={filter.status}
          />
          <SelectField
            label={texts.category}
            name="category"
            options={[
              ["", texts.all],
              ...categories.map(({ slug, name }) => [slug, inLang(name, lang)] as const),
            ]}
            value={filter.category}
          />
          {filter.brand && <input name="brand" type="hidden" value={filter.brand} />}
          <button className="button" type="submit">
            {texts.submit}
          </button>
        </form>
      </search>
      {filter.brand && (
        <p>
          {fill(texts.onlyBrand, { brand: filter.brand })}{" "}
          <a href={`/${lang}${productListPath({ ...filter, brand: "" }, "")}`}>
            {texts.everyBrand}
          </a>
        </p>
      )}
      <p>
        <a className="button quiet" href={`/${lang}/admin/products/new`}>
          {texts.add}
        </a>
      </p>
    </div>
  );
}

interface RowProps {
  lang: Locale;
  product: AdminProductRow;
  /** The product's category in the reader's language. */
  categoryName: string;
  texts: Messages["admin"]["products"];
}

function ProductRow({ lang, product, categoryName, texts }: RowProps) {
  const { id, pictureId, price, priceVaries } = product;
  // A thumbnail needs no more than the picture's id; its true size only bounds what may be asked for.
  const picture = pictureId
    ? { id: pictureId, alt: "", width: 320, height: 320, thumbhash: "" }
    : null;
  const written = (least: Money) =>
    priceVaries ? formatLeast(least, lang, texts.from) : formatMoney(least, lang);
  return (
    <tr>
      <td>
        <span className={styles.thumb}>
          <Picture alt="" picture={picture} ratio={1} sizes="3rem" widest={160} />
        </span>
      </td>
      <th scope="row">
        <a href={`/${lang}/admin/products/${id}`}>{inLang(product.title, lang)}</a>
        <br />
        <span className={styles.code}>{product.slug}</span>
      </th>
      <td>
        <ProductStatusBadge status={product.status} texts={texts.statuses} />
      </td>
      <td className={styles.nowrap}>{categoryName}</td>
      <td className={`${styles.number} ${styles.nowrap}`}>
        {price ? written(price) : texts.noPrice}
      </td>
      <td className={styles.number}>{product.variantCount}</td>
      <td className={styles.number}>{product.onHand.toLocaleString(lang)}</td>
      <td className={styles.nowrap}>
        <time dateTime={product.updatedAt}>{shownTime(product.updatedAt, lang, "day")}</time>
      </td>
    </tr>
  );
}
