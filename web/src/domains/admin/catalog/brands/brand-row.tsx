/** A brand in the table: its names, its products, and what can be done to it. */
import type { AdminBrand } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import styles from "#domains/admin/admin.module.css";
import { WriteFields } from "#domains/admin/parts/write-fields.tsx";
import { fill, type Messages } from "#messages/messages.ts";

interface RowProps {
  lang: Locale;
  texts: Messages["admin"]["catalog"];
  brand: AdminBrand;
  /** Id of the administrator who looks. */
  owner: string;
  /** What the button says that saves. */
  save: string;
  errors: Record<string, string>;
  value(name: string, stored: string): string;
}

/** Draws a brand as a row of a table, which is a form of its own. */
export function BrandRow({ lang, texts, brand, owner, save, errors, value }: RowProps) {
  const { slug, name, productCount, version } = brand;
  const form = `brand-${slug}`;
  const input = (each: "ko" | "en", label: string) => (
    <input
      aria-invalid={errors.name || errors[`name.${each}`] ? true : undefined}
      aria-label={fill(label, { key: slug })}
      autoComplete="off"
      defaultValue={value(`name.${each}`, name[each])}
      form={form}
      id={`${slug}-name.${each}`}
      lang={each}
      maxLength={80}
      name={`name.${each}`}
      type="text"
    />
  );
  return (
    <tr>
      <th className={styles.nowrap} scope="row">
        <code className={styles.code}>{slug}</code>
      </th>
      <td>{input("ko", texts.values.koOf)}</td>
      <td>{input("en", texts.values.enOf)}</td>
      <td className={styles.number}>
        <a
          aria-label={fill(texts.productsOf, {
            name: slug,
            count: productCount.toLocaleString(lang),
          })}
          href={`/${lang}/admin/products?brand=${slug}`}
        >
          {productCount.toLocaleString(lang)}
        </a>
      </td>
      <td>
        <form action="/api/admin/brand" className={styles.inline} id={form} method="post">
          <WriteFields lang={lang} owner={owner} subject={{ id: slug, version }} />
          <button
            aria-label={`${save}: ${slug}`}
            className={styles.link}
            name="act"
            type="submit"
            value="save"
          >
            {save}
          </button>
          {productCount === 0 && (
            <details>
              <summary
                aria-label={`${texts.remove}: ${slug}`}
                className={styles.link}
                data-danger=""
              >
                {texts.remove}
              </summary>
              <button
                className={styles.link}
                data-danger=""
                name="act"
                type="submit"
                value="remove"
              >
                {texts.removeYes}
              </button>
            </details>
          )}
        </form>
      </td>
    </tr>
  );
}
