/** Products of every state as a table: search, filters, pages. */
import type { AdminCategory, AdminProductRow } from "@edgemart/contracts/catalog-admin";
import type { Locale, LocalText } from "@edgemart/contracts/locale";
import { Picture } from "../../../components/picture.tsx";
import { shownTime } from "../../../components/shown-time.ts";
import { Field } from "../../../forms/fields/field.tsx";
import { SelectField } from "../../../forms/fields/select-field.tsx";
import type { Messages } from "../../../messages/messages.ts";
import { formatMoney } from "../../catalog/money.ts";
import styles from "../admin.module.css";
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

/** A text of both languages as this one shows it. */
export function inLang(text: LocalText, lang: Locale): string {
  return text[lang] || text[lang === "ko" ? "en" : "ko"];
}

export function ProductTable(props: TableProps) {
  const { lang, messages, filter, products, nextCursor } = props;
  const texts = messages.admin.products;
  return (
    <>
      <ProductSearch {...props} />
      {products.length === 0 ? (
        <p className={styles.soft} role="status">
          {texts.none}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
        <section aria-label={texts.title} className={styles.scroll} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{texts.picture}</th>
                <th scope="col">{texts.name}</th>
                <th scope="col">{texts.status}</th>
                <th scope="col">{texts.category}</th>
                <th className={styles.number} scope="col">
                  {texts.price}
                </th>
                <th className={styles.number} scope="col">
                  {texts.variants}
                </th>
                <th className={styles.number} scope="col">
                  {texts.stock}
                </th>
                <th scope="col">{texts.changed}</th>
              </tr>
            </thead>
            <tbody>
              {products.map((product) => (
                <ProductRow key={product.id} {...{ lang, product, texts }} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <nav aria-label={texts.pages} className={styles.pager}>
        {filter.cursor && (
          <a className="button quiet" href={`/${lang}${productListPath(filter, "")}`}>
            {texts.first}
          </a>
        )}
        {nextCursor && (
          <a className="button quiet" href={`/${lang}${productListPath(filter, nextCursor)}`}>
            {texts.next}
          </a>
        )}
      </nav>
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
          <button className="button" type="submit">
            {texts.submit}
          </button>
        </form>
      </search>
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
  texts: Messages["admin"]["products"];
}

function ProductRow({ lang, product, texts }: RowProps) {
  const { id, pictureId, price, priceVaries } = product;
  // A thumbnail needs no more than the picture's id; its true size only bounds what may be asked for.
  const picture = pictureId
    ? { id: pictureId, alt: "", width: 320, height: 320, thumbhash: "" }
    : null;
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
      <td className={styles.nowrap}>{product.category}</td>
      <td className={`${styles.number} ${styles.nowrap}`}>
        {price ? formatMoney(price, lang) : texts.noPrice}
        {price && priceVaries && ` ${texts.from}`}
      </td>
      <td className={styles.number}>{product.variantCount}</td>
      <td className={styles.number}>{product.onHand.toLocaleString(lang)}</td>
      <td className={styles.nowrap}>
        <time dateTime={product.updatedAt}>{shownTime(product.updatedAt, lang, "day")}</time>
      </td>
    </tr>
  );
}
