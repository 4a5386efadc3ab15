/** Units of an order's lines as fields in a table: what to cancel, to pack, to send back, and what arrived. */
import type { AdminOrder } from "@edgemart/contracts/order-administration";
import { languageOf } from "#components/language-of.ts";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import type { Desk, FormOfDesk } from "../parts/desk.ts";
import { inLang } from "../parts/in-lang.ts";
import { TableBox } from "../parts/table-box.tsx";
import { type UnitField, unitName } from "./unit-names.ts";

interface UnitProps {
  desk: Desk;
  order: Pick<AdminOrder, "lines">;
  form: FormOfDesk;
  /** Most units of each line; lines without any are left out. */
  most: ReadonlyMap<number, number>;
  /** Heading of the column that says them. */
  mostLabel: string;
  /** The fields of each line: heading, accessible name with `{title}`, and whether the most is filled in at first. */
  columns: readonly {
    field: UnitField;
    heading: string;
    label: string;
    isFilled?: boolean;
    required?: boolean;
  }[];
}

/** Draws the table. */
export function UnitFields({ desk, order, form, most, mostLabel, columns }: UnitProps) {
  const { lang, messages } = desk;
  const texts = messages.admin.order;
  const lines = order.lines.filter(({ line }) => (most.get(line) ?? 0) > 0);
  return (
    <div id={form.idOf("units")}>
      <TableBox
        columns={[texts.product, { number: mostLabel }, ...columns.map(({ heading }) => heading)]}
        isStacked
        label={texts.units}
      >
        {lines.map(({ line, title, options }) => {
          const max = most.get(line) ?? 0;
          const name = inLang(title, lang);
          const chosen = options.map((option) => inLang(option, lang)).join(" / ");
          return (
            <tr key={line}>
              <th scope="row">
                <span lang={languageOf(name)}>{name}</span>
                {chosen && (
                  <>
                    <br />
                    <span className={styles.soft} lang={languageOf(chosen)}>
                      {chosen}
                    </span>
                  </>
                )}
              </th>
              <td className={styles.number} data-term={mostLabel}>
                {max}
              </td>
              {columns.map(({ field, heading, label, isFilled = false, required }) => {
                const own = unitName(field, line);
                return (
                  <td data-term={heading} key={field}>
                    <input
                      aria-invalid={form.refusal?.fields[own] ? true : undefined}
                      aria-label={fill(label, { title: chosen ? `${name} (${chosen})` : name })}
                      autoComplete="off"
                      defaultValue={form.value(own, isFilled && !form.refusal ? String(max) : "")}
                      id={form.idOf(own)}
                      inputMode="numeric"
                      maxLength={3}
                      name={own}
                      required={required}
                      type="text"
                    />
                  </td>
                );
              })}
            </tr>
          );
        })}
      </TableBox>
    </div>
  );
}
