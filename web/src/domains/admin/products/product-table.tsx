/** Products of every state as a table: search, filters, pages. */
import type { AdminCategory } from "@edgemart/contracts/catalog-categories";
import type { AdminProductRow } from "@edgemart/contracts/catalog-products";
import type { Locale } from "@edgemart/contracts/locale";
import type { Money } from "@edgemart/contracts/money";
import { formatLeast, formatMoney } from "#components/money.ts";
import { Picture } from "#components/picture.tsx";
import { shownTime } from "#components/shown-time.ts";
import { SelectField } from "#forms/fields/select-field.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";
import { inLang } from "../parts/in-lang.ts";
import { ListSearch } from "../parts/list-search.tsx";
import { PRODUCT_FILTER, type ProductFilter } from "./product-filter.ts";
import { ProductStatusBadge } from "./product-status-badge.tsx";

interface TableProps {
  lang: Locale;
  messages: Messages;
  filter: ProductFilter;
  categories: AdminCategory[];
  products: AdminProductRow[];
  nextCursor: string | null;
}

/** Draws products as a table with search and pages. */
export function ProductTable(props: TableProps) {
  const { lang, messages, filter, categories, products, nextCursor } = props;
  const texts = messages.admin.products;
  const names = new Map(categories.map(({ slug, name }) => [slug, inLang(name, lang)]));
  return (
    <>
      <ProductSearch {...props} />
      <AdminList
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
        isSearched
        items={products}
        named={{ label: texts.title }}
        none={texts.none}
        pages={{
          ...{ texts, nextCursor, isFirstPage: !filter.cursor },
          path: `/${lang}${PRODUCT_FILTER.path(filter, "")}`,
        }}
        row={(product) => (
          <ProductRow
            key={product.id}
            {...{ lang, product, texts }}
            categoryName={names.get(product.category) ?? product.category}
          />
        )}
      />
    </>
  );
}

function ProductSearch({ lang, messages, filter, categories }: TableProps) {
  const texts = messages.admin.products;
  return (
    <div className={styles.wide}>
      <ListSearch action={`/${lang}/admin/products`} id="product-q" q={filter.q} texts={texts}>
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
      </ListSearch>
      {filter.brand && (
        <p>
          {fill(texts.onlyBrand, { brand: filter.brand })}{" "}
          <a href={`/${lang}${PRODUCT_FILTER.path({ ...filter, brand: "" }, "")}`}>
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
        <code className={styles.code}>{product.slug}</code>
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
