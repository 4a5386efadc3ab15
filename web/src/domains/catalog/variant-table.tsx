/** Every version of a product with its price and whether it can be had. */
import type { Product, StockState } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "../../messages/messages.ts";
import { formatMoney } from "./money.ts";
import styles from "./variant-table.module.css";

interface TableProps {
  product: Product;
  lang: Locale;
  texts: Messages["product"];
}

export function VariantTable({ product, lang, texts }: TableProps) {
  const stockText: Record<StockState, string> = {
    in_stock: texts.inStock,
    low_stock: texts.lowStock,
    sold_out: texts.soldOut,
  };
  const optionNames = product.options.map((option) => option.name).join(" / ");
  return (
    <table className={styles.table}>
      <caption>{texts.options}</caption>
      <thead>
        <tr>
          <th scope="col">{optionNames || texts.option}</th>
          <th scope="col">{texts.price}</th>
          <th scope="col">{texts.stock}</th>
        </tr>
      </thead>
      <tbody>
        {product.variants.map((variant) => (
          <tr key={variant.id}>
            <th scope="row">{variantName(product, variant.optionValues) || texts.only}</th>
            <td>{formatMoney(variant.price, lang)}</td>
            <td data-stock={variant.stock}>{stockText[variant.stock]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function variantName(product: Product, keys: string[]): string {
  return keys
    .map((key, index) => product.options[index]?.values.find((value) => value.key === key)?.label)
    .filter((label) => label !== undefined)
    .join(" / ");
}
