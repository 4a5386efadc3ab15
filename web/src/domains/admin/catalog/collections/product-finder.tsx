/** A search for products, each found one with the button that puts it into the collection. */
import type { AdminProductRow } from "@edgemart/contracts/catalog-products";
import type { Locale } from "@edgemart/contracts/locale";
import styles from "#domains/admin/admin.module.css";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { TableBox } from "#domains/admin/parts/table-box.tsx";
import { WriteFields, type Writing } from "#domains/admin/parts/write-fields.tsx";
import { ProductStatusBadge } from "#domains/admin/products/product-status-badge.tsx";
import { Field } from "#forms/fields/field.tsx";
import type { Messages } from "#messages/messages.ts";

interface FinderProps {
  lang: Locale;
  messages: Messages;
  writing: Writing;
  path: string;
  /** Ids of what is in it already. */
  held: readonly string[];
  sought: { q: string; found: AdminProductRow[] } | null;
}

/** Draws the search for products to add to a collection, and what it found. */
export function ProductFinder({ lang, messages, writing, path, held, sought }: FinderProps) {
  const texts = messages.admin.catalog;
  const { products } = messages.admin;
  return (
    <>
      <search aria-label={texts.find}>
        <form action={path} className={styles.finder} method="get">
          <Field
            autoComplete="off"
            defaultValue={sought?.q}
            id="find-q"
            label={texts.find}
            maxLength={80}
            name="q"
            type="search"
          />
          <button className="button quiet" type="submit">
            {products.submit}
          </button>
        </form>
      </search>
      {sought && sought.found.length === 0 && (
        <p className={styles.soft} role="status">
          {products.none}
        </p>
      )}
      {sought && sought.found.length > 0 && (
        <TableBox columns={[texts.product, texts.status, null]} label={texts.found}>
          {sought.found.map(({ id, slug, title, status }) => (
            <tr key={id}>
              <th scope="row">
                {inLang(title, lang)}
                <br />
                <code className={styles.code}>{slug}</code>
              </th>
              <td>
                <ProductStatusBadge status={status} texts={products.statuses} />
              </td>
              <td className={styles.nowrap}>
                {held.includes(id) ? (
                  <span className={styles.soft}>{texts.isIn}</span>
                ) : (
                  <form action="/api/admin/collection" method="post">
                    <WriteFields {...writing} />
                    <input name="product" type="hidden" value={id} />
                    <input name="q" type="hidden" value={sought.q} />
                    <button
                      aria-label={`${texts.putIn}: ${inLang(title, lang)}`}
                      className={styles.link}
                      name="act"
                      type="submit"
                      value="add-product"
                    >
                      {texts.putIn}
                    </button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </TableBox>
      )}
    </>
  );
}
