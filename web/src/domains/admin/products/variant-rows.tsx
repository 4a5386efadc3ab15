/** A product's variants: one form for each row, in its last cell; the inputs before it name it by their `form` attribute. */
import type { AdminProduct, AdminVariant } from "@edgemart/contracts/catalog-products";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { moneyText } from "../parts/money-input.ts";
import { TableBox } from "../parts/table-box.tsx";
import { WriteFields, type Writing } from "../parts/write-fields.tsx";
import { combinationName } from "./missing-rows.tsx";
import { PriceSure } from "./price-sure.tsx";

interface RowsProps {
  writing: Writing;
  texts: Messages["admin"]["product"];
  product: AdminProduct;
  /** SKU of the row whose last change was refused, and what was typed there. */
  refused: {
    sku: string;
    typed: Record<string, string>;
    errors: Record<string, string>;
  } | null;
}

/** Draws the variants of a product as a table, each row a form of its own. */
export function VariantRows({ writing, texts, product, refused }: RowsProps) {
  const { variants } = product;
  if (variants.length === 0) return <p className={styles.soft}>{texts.variantsNone}</p>;
  return (
    <TableBox
      columns={[
        texts.sku,
        texts.option,
        texts.price,
        texts.compareAt,
        texts.weight,
        { number: texts.onHand },
        { number: texts.reserved },
        null,
      ]}
      label={texts.variants}
    >
      {variants.map((variant) => (
        <VariantRow
          key={variant.id}
          option={combinationName(product, variant.optionValues, writing.lang) || texts.only}
          texts={texts}
          refused={refused?.sku === variant.sku ? refused : null}
          variant={variant}
          writing={writing}
        />
      ))}
    </TableBox>
  );
}

interface RowProps {
  writing: Writing;
  texts: Messages["admin"]["product"];
  variant: AdminVariant;
  option: string;
  refused: RowsProps["refused"];
}

function VariantRow({ writing, texts, variant, option, refused }: RowProps) {
  const { id, sku, optionValues, price, compareAtPrice, weightGrams, stock } = variant;
  const { lang } = writing;
  const form = `form-${id}`;
  const input = (name: string, stored: string, label: string) => (
    <input
      aria-label={fill(label, { sku })}
      autoComplete="off"
      aria-invalid={refused?.errors[name] ? true : undefined}
      defaultValue={refused?.typed[name] ?? stored}
      form={form}
      id={`${sku}-${name}`}
      inputMode="decimal"
      maxLength={24}
      name={name}
      type="text"
    />
  );
  return (
    <tr>
      <th className={styles.nowrap} scope="row">
        <code className={styles.code}>{sku}</code>
      </th>
      <td className={styles.nowrap}>{option}</td>
      <td>{input("price", moneyText(price), texts.priceOf)}</td>
      <td>{input("compareAtPrice", moneyText(compareAtPrice), texts.compareAtOf)}</td>
      <td>{input("weightGrams", String(weightGrams), texts.weightOf)}</td>
      <td className={styles.number}>
        <a
          aria-label={fill(texts.stockLink, { sku, count: stock.onHand.toLocaleString(lang) })}
          className={styles.link}
          href={`/${lang}/admin/stock/${sku}`}
        >
          {stock.onHand.toLocaleString(lang)}
        </a>
      </td>
      <td className={styles.number}>{stock.reserved.toLocaleString(lang)}</td>
      <td>
        <form action="/api/admin/product" className={styles.inline} id={form} method="post">
          <WriteFields {...writing} />
          <input name="variant" type="hidden" value={id} />
          <input name="sku" type="hidden" value={sku} />
          <input name="currency" type="hidden" value={price.currency} />
          {optionValues.map((value, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: its place names the option it is a value of
            <input key={at} name="option" type="hidden" value={value} />
          ))}
          {refused && (
            <PriceSure
              currency={price.currency}
              typed={[refused.typed.price, refused.typed.compareAtPrice]}
              {...{ lang, texts }}
            />
          )}
          <button
            aria-label={fill(texts.saveVariantOf, { sku })}
            className={styles.link}
            name="act"
            type="submit"
            value="save-variant"
          >
            {texts.saveVariant}
          </button>
          <details>
            <summary
              aria-label={fill(texts.removeVariantOf, { sku })}
              className={styles.link}
              data-danger=""
            >
              {texts.removeVariant}
            </summary>
            <p>{texts.removeSure}</p>
            <button
              className={styles.link}
              data-danger=""
              name="act"
              type="submit"
              value="remove-variant"
            >
              {texts.removeYes}
            </button>
          </details>
        </form>
      </td>
    </tr>
  );
}
