/** Prices what a caller would order now; writes nothing. @see specs/orders.md 12 */
import type { CallContext } from "@edgemart/contracts/call";
import type { Currency, Money } from "@edgemart/contracts/money";
import type { Quote, QuoteInput } from "@edgemart/contracts/order";
import type { QuotedLine } from "@edgemart/contracts/stock-hold";
import { asReplacing } from "../core/coupon.ts";
import { asked, judge, type OrderedLine, orderedLines, quoteLine } from "../core/lines.ts";
import { type PriceTerms, pointsEarned, priceOf } from "../core/price.ts";
import type { OrderRow } from "../core/rows.ts";
import { feeOf } from "../core/shipping.ts";
import type { Deps } from "../ports/deps.ts";

/**
 * Gives the price of an order and everything that would keep it from being placed.
 *
 * @param replaced the caller's own order whose place it would take; what that one holds is free for it while it is pending
 */
export async function quoteOrder(
  deps: Deps,
  input: QuoteInput,
  memberId: string | null,
  call: CallContext,
  replaced: OrderRow | null = null,
): Promise<Quote> {
  const { postcode = null, couponCode = null } = input;
  const wanted = { postcode, couponCode, memberId };
  const [found, shopTerms, points] = await Promise.all([
    deps.stock.quote({ items: asked(input.items) }, call),
    deps.terms(wanted),
    memberId === null ? { available: 0 } : pointsOf(deps, memberId, call),
  ]);
  const pending = replaced?.state === "PENDING" ? replaced : null;
  const quoted = found.map((line) => withHeld(line, pending));
  const takesItsUse = pending !== null && pending.couponCode === couponCode;
  const offered = asReplacing(shopTerms.coupon, takesItsUse);
  // What placing would answer is said before it: `coupon_used_up` first, then one answer for all that is not theirs.
  const isSpent = shopTerms.isOwnLimitReached === true && !takesItsUse && !offered?.isUsedUp;
  const coupon = isSpent ? null : offered;
  const terms = { ...shopTerms, coupon };
  const judged = judge(input.items, quoted);
  const currency = currencyOf(quoted);
  const lines = judged.map((each) => quoteLine(each, currency));
  const ordered = orderedLines(judged);
  const sound: OrderedLine[] = ordered.ok ? ordered.value : soundLines(judged, currency);
  const priceTerms = { ...terms, memberId, shippingMethod: input.shippingMethod };
  const priced = priceOf(sound.map(pricedLine), priceTerms);
  const problem = ordered.ok ? (priced.ok ? null : priced.error) : ordered.error;
  const amounts = priced.ok ? priced.value : plainAmounts(sound, priceTerms);
  const money = (amountMinor: number): Money => ({ amountMinor, currency: currency ?? "KRW" });
  const goodsMinor = amounts.itemsMinor - amounts.discountMinor;
  const parcel = { currency: currency ?? "KRW", goodsMinor, isRemote: terms.isRemote } as const;
  const cannotUsePoints = points === null || memberId === null || currency !== "KRW";
  return {
    lines,
    itemsTotal: money(amounts.itemsMinor),
    discount: money(amounts.discountMinor),
    shipping: money(amounts.shippingMinor),
    total: money(amounts.totalMinor),
    shippingMethods: terms.methods
      .filter((method) => method.currency === parcel.currency)
      .map((method) => ({ id: method.id, name: method.name, fee: money(feeOf(method, parcel)) })),
    shippingMethod: amounts.shippingMethod,
    coupon: terms.coupon && priced.ok ? { code: terms.coupon.code, name: terms.coupon.name } : null,
    problem: problem?.code ?? null,
    problemDetail: problem?.detail ?? null,
    pointsUsable: cannotUsePoints ? 0 : Math.min(points.available, amounts.totalMinor),
    pointsToEarn:
      memberId === null
        ? 0
        : pointsEarned(goodsMinor, parcel.currency, deps.settings.pointsEarnPercent),
    degraded: points === null ? ["payment"] : [],
  };
}

/** Counts what a pending order holds of a SKU as available, at most 99. */
function withHeld(line: QuotedLine, pending: OrderRow | null): QuotedLine {
  if (line.kind !== "priced" || !pending?.secondsLeft) return line;
  const held = pending.lines.find(({ sku }) => sku === line.sku)?.quantity ?? 0;
  return { ...line, available: Math.min(99, line.available + held) };
}

/** Null when payment does not answer: the checkout goes on without points. */
async function pointsOf(deps: Deps, memberId: string, call: CallContext) {
  try {
    return await deps.payment.pointsOf({ memberId }, call);
  } catch {
    // Said in `degraded`; the caller's log has the outage of the call itself.
    return null;
  }
}

/** A line as the price is made of it. */
export function pricedLine({ line, quantity }: OrderedLine) {
  const { sku, unit } = line;
  return { sku, unitMinor: unit.amountMinor, currency: unit.currency, quantity };
}

function currencyOf(quoted: Awaited<ReturnType<Deps["stock"]["quote"]>>): Currency | null {
  const first = quoted.find((line) => line.kind === "priced");
  return first?.kind === "priced" ? first.unit.currency : null;
}

/** What of it could be bought, so that a page with one bad line still shows a sum. */
function soundLines(judged: ReturnType<typeof judge>, currency: Currency | null): OrderedLine[] {
  return judged.flatMap(({ quoted, quantity }) =>
    quoted.kind === "priced" && quoted.unit.currency === currency
      ? [{ line: quoted, quantity }]
      : [],
  );
}

/** Amounts of an order that cannot be placed as it is: without its coupon, and without a fee where none is known. */
function plainAmounts(sound: readonly OrderedLine[], terms: PriceTerms) {
  const plain = priceOf(sound.map(pricedLine), { ...terms, coupon: undefined });
  if (plain.ok) return plain.value;
  const itemsMinor = sound.reduce(
    (sum, { line, quantity }) => sum + line.unit.amountMinor * quantity,
    0,
  );
  const none = { discountMinor: 0, shippingMinor: 0, shippingMethod: null };
  return { itemsMinor, totalMinor: itemsMinor, ...none };
}
