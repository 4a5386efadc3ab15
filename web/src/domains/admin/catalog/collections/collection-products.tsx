/** The products of a collection in their order, each with what can be done to its place. */
import type { AdminCollection } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import styles from "#domains/admin/admin.module.css";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { TableBox } from "#domains/admin/parts/table-box.tsx";
import { WriteFields, type Writing } from "#domains/admin/parts/write-fields.tsx";
import { ProductStatusBadge } from "#domains/admin/products/product-status-badge.tsx";
import type { Messages } from "#messages/messages.ts";

interface ProductsProps {
  lang: Locale;
  messages: Messages;
  writing: Writing;
  products: AdminCollection["products"];
}

/** Draws the products of a collection in order, each with the ways to move or remove it. */
export function CollectionProducts({ lang, messages, writing, products }: ProductsProps) {
  const texts = messages.admin.catalog;
  if (products.length === 0) return <p className={styles.soft}>{texts.collectionEmpty}</p>;
  return (
    <TableBox
      columns={[{ number: texts.place }, texts.product, texts.status, null]}
      titledBy="products"
    >
      {products.map(({ id, slug, title, status }, at) => (
        <tr key={id}>
          <td className={styles.number}>{at + 1}</td>
          <th scope="row">
            <a href={`/${lang}/admin/products/${id}`}>{inLang(title, lang)}</a>
            <br />
            <code className={styles.code}>{slug}</code>
          </th>
          <td>
            <ProductStatusBadge status={status} texts={messages.admin.products.statuses} />
          </td>
          <td>
            <form action="/api/admin/collection" className={styles.inline} method="post">
              <WriteFields {...writing} />
              <input name="product" type="hidden" value={id} />
              {(
                [
                  ["first", texts.toFront, at > 1],
                  ["earlier", texts.values.earlier, at > 0],
                  ["later", texts.values.later, at < products.length - 1],
                  ["remove-product", texts.takeOut, true],
                ] as const
              ).map(
                ([act, text, isOffered]) =>
                  isOffered && (
                    <button
                      aria-label={`${text}: ${inLang(title, lang)}`}
                      className={styles.link}
                      key={act}
                      name="act"
                      type="submit"
                      value={act}
                    >
                      {text}
                    </button>
                  ),
              )}
            </form>
          </td>
        </tr>
      ))}
    </TableBox>
  );
}
