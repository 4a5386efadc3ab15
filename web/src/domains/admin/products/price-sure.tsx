/** The tick that says an unusual price is meant, shown where it was asked about. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { formatMoney } from "#components/money.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { moneyOf } from "../parts/money-input.ts";
import { isUnusual, SURE_FIELD } from "./price-question.ts";

interface SureProps {
  /** Amounts as they were typed. */
  typed: readonly (string | undefined)[];
  currency: AdminProduct["variants"][number]["price"]["currency"];
  lang: "ko" | "en";
  texts: Messages["admin"]["product"];
}

/** Draws the tick that names an unusual price, where one was refused. */
export function PriceSure({ typed, currency, lang, texts }: SureProps) {
  const amounts = new Map(
    typed
      .map((text) => moneyOf(text ?? "", currency))
      .flatMap((money) => (money && isUnusual(money) ? [[money.amountMinor, money] as const] : [])),
  );
  return [...amounts.values()].map((money) => (
    <label className={styles.sure} key={money.amountMinor}>
      <input name={SURE_FIELD} type="checkbox" value={money.amountMinor} />
      {fill(texts.priceSure, { price: formatMoney(money, lang) })}
    </label>
  ));
}
