/** The lines of an order with what became of their units. */
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import styles from "../admin.module.css";
import { inLang } from "../parts/in-lang.ts";
import { TableBox } from "../parts/table-box.tsx";
import type { OrderOnDesk } from "./order-on-desk.ts";

/** Draws the lines. */
export function LineTable({ desk, order }: OrderOnDesk) {
  const { lang, messages } = desk;
  const texts = messages.admin.order;
  return (
    <TableBox
      columns={[
        texts.product,
        { number: texts.unit },
        { number: texts.quantity },
        { number: texts.cancelled },
        { number: texts.shipped },
        { number: texts.returned },
        { number: texts.sum },
      ]}
      isStacked
      titledBy="lines"
    >
      {order.lines.map((line) => {
        const title = inLang(line.title, lang);
        const options = line.options.map((option) => inLang(option, lang)).join(" / ");
        return (
          <tr key={line.line}>
            <th scope="row">
              <a href={`/${lang}/admin/products/${line.productId}`} lang={languageOf(title)}>
                {title}
              </a>
              {options && (
                <>
                  <br />
                  <span className={styles.soft} lang={languageOf(options)}>
                    {options}
                  </span>
                </>
              )}
              <br />
              <code className={styles.code}>{line.sku}</code>
            </th>
            <td className={`${styles.number} ${styles.nowrap}`} data-term={texts.unit}>
              {formatMoney(line.unit, lang)}
            </td>
            {(["quantity", "cancelled", "shipped", "returned"] as const).map((name) => (
              <td className={styles.number} data-term={texts[name]} key={name}>
                {line[name] === 0 ? "–" : line[name]}
              </td>
            ))}
            <td className={`${styles.number} ${styles.nowrap}`} data-term={texts.sum}>
              {formatMoney(line.total, lang)}
            </td>
          </tr>
        );
      })}
    </TableBox>
  );
}
