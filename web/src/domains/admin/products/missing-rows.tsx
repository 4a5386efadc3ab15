/** The variants that are missing, as rows to tick: each with a SKU and a price that are proposed, all saved at once. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { inLang } from "../parts/in-lang.ts";
import { moneyText } from "../parts/money-input.ts";
import { TableBox } from "../parts/table-box.tsx";
import { WriteFields, type Writing } from "../parts/write-fields.tsx";
import { missingCombinations, suggestedSku } from "./missing-variants.ts";
import { PriceSure } from "./price-sure.tsx";

interface RowsProps {
  writing: Writing;
  messages: Messages;
  product: AdminProduct;
  /** What was typed when it was refused, row by row, and the code of each wrong field `<field>.<row>`; null otherwise. */
  refused: { typed: Record<string, string>; codes: Record<string, string> } | null;
}

/** Draws the variants that the options allow and that are not there, each with the form that adds it. */
export function MissingRows({ writing, messages, product, refused }: RowsProps) {
  const texts = messages.admin.product;
  const rows = missingCombinations(product);
  if (rows.length < 2) return null;
  const [first] = product.variants;
  const currency = first?.price.currency ?? "KRW";
  const typed = (field: string) => refused?.typed[field]?.split("\n");
  const picked = typed("picked");
  const isAsked = Object.values(refused?.codes ?? {}).includes("unusual");
  const cell = (at: number, field: string, value: string, label: string, mode?: "decimal") => (
    <td>
      <input
        aria-invalid={refused?.codes[`${field}.${at}`] ? true : undefined}
        aria-label={label}
        autoComplete="off"
        defaultValue={typed(field)?.[at] ?? value}
        id={`missing-${field}.${at}`}
        inputMode={mode}
        maxLength={field === "sku" ? 64 : 24}
        name={field}
        type="text"
      />
    </td>
  );
  return (
    <details open={refused !== null}>
      <summary className={styles.link}>{fill(texts.addMissing, { count: rows.length })}</summary>
      <form action="/api/admin/product" className={styles.wide} method="post">
        <WriteFields {...writing} />
        <input name="act" type="hidden" value="add-missing" />
        <input name="currency" type="hidden" value={currency} />
        <p className={styles.soft}>{texts.addMissingText}</p>
        <TableBox
          columns={[texts.option, texts.sku, texts.price, texts.initialStock]}
          label={texts.missing}
        >
          {rows.map((values, at) => {
            const combination = values.join("|");
            const name = combinationName(product, values, writing.lang);
            return (
              <tr key={combination}>
                <th className={styles.nowrap} scope="row">
                  <label className={styles.sure}>
                    <input
                      defaultChecked={picked?.includes(combination) ?? true}
                      name="picked"
                      type="checkbox"
                      value={combination}
                    />
                    {name}
                  </label>
                  <input name="combination" type="hidden" value={combination} />
                </th>
                {cell(at, "sku", suggestedSku(product, values), `${name}: ${texts.sku}`)}
                {cell(
                  at,
                  "price",
                  moneyText(first?.price ?? null),
                  `${name}: ${texts.price}`,
                  "decimal",
                )}
                {cell(at, "stock", "0", `${name}: ${texts.initialStock}`, "decimal")}
              </tr>
            );
          })}
        </TableBox>
        {isAsked && (
          <PriceSure typed={typed("price") ?? []} {...{ currency, texts }} lang={writing.lang} />
        )}
        <SubmitButton pending={messages.mine.saving} text={texts.addPicked} />
      </form>
    </details>
  );
}

/** Names of a combination's values: `White · Large`. */
export function combinationName(
  { options }: Pick<AdminProduct, "options">,
  values: readonly string[],
  lang: "ko" | "en",
): string {
  return values
    .map((key, at) => {
      const label = options[at]?.values.find((value) => value.key === key)?.label;
      return label ? inLang(label, lang) : key;
    })
    .join(" · ");
}
