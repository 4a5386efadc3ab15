/** Says what is given back, in the shopper's words. Pure. */
import type { Locale } from "@edgemart/contracts/locale";
import { formatMoney } from "#components/money.ts";
import { fill, type Messages } from "#messages/fill.ts";
import type { UnitShare } from "./unit-shares.ts";

/** Writes money and points of a share: `₩33,000 + 500 points`. */
export function shareText(
  { card, points }: Omit<UnitShare, "count">,
  lang: Locale,
  texts: Messages["orders"],
): string {
  const inPoints = fill(texts.pointsOf, { points: points.toLocaleString(lang) });
  if (points === 0) return formatMoney(card, lang);
  return card.amountMinor === 0 ? inPoints : `${formatMoney(card, lang)} + ${inPoints}`;
}
