/** What must hold of the money and points of an order when all is quiet. @see specs/orders.md 60 b, c, g, h */
import type { PaymentRow } from "../../../payment/src/core/payment-row.ts";
import { unitsShare } from "../../src/core/divide.ts";
import type { OrderRow } from "../../src/core/rows.ts";
import type { Snapshot } from "./model-world.ts";
import { EARN_PERCENT } from "./shop.ts";

/** Notes what is wrong, under the letter of its law. */
export type Say = (law: string, what: string) => void;

type Change = OrderRow["changes"][number];

const FINAL = ["PAID", "FAILED", "EXPIRED", "VOIDED"];

/** The bank took a deposit of the order back: what is owed then is for people to decide. @see specs/orders.md 41 */
export function isTakenBack({ tables, world }: Snapshot, orderId: string): boolean {
  return [...world.gateway.books.values()].some(
    ({ isTakenBack: isBack, paymentId }) =>
      isBack && tables.payments.payments.get(paymentId)?.reference === orderId,
  );
}

/** Payment looked for the end of a refund for 14 days: people decide about it. @see specs/payments.md 33 */
export function isUnresolved({ tables }: Snapshot, refundId: string): boolean {
  return tables.payments.refunds.get(refundId)?.attention === "refund_unresolved";
}

/** Says what is wrong with an order's money. */
export function moneyLaws(made: Snapshot, row: OrderRow, say: Say): void {
  const { tables } = made;
  const all = [...tables.payments.payments.values()];
  const payments = all.filter(({ reference }) => reference === row.id);
  const paid = payments.filter(({ state }) => state === "PAID");
  if (paid.length > 1) say("h", `has ${paid.length} paid payments`);
  if ((row.paidAt !== null) !== paid.length > 0) {
    say("b", `is ${row.paidAt === null ? "unpaid" : "paid"}, ${paid.length} payments are`);
  }
  const isBack = isTakenBack(made, row.id);
  for (const payment of payments) {
    pointLaw(made, payment, say);
    if (!isBack) gatewayLaw(made, payment, say);
    if (row.state === "PAID" && payment.state === "ORPHANED" && payment.attention === null) {
      say("h", `${payment.id} is orphaned`);
    }
  }
  if (row.paidAt === null) return;
  const [one] = paid;
  if (one) givenBackLaw(made, row, one, say);
  if (row.memberId !== null && !isBack) earnedLaw(made, row, say);
}

/** The gateway's money is ours exactly where the payment says so, and nothing is under way. */
function gatewayLaw({ tables, world }: Snapshot, payment: PaymentRow, say: Say): void {
  const { id, state, cardMinor, refundedCard, refundingCard, refundingPoints } = payment;
  const waits = state === "ORPHANED" && payment.attention !== null;
  if (!FINAL.includes(state) && !waits) say("f", `${id} is ${state}`);
  const refunds = [...tables.payments.refunds.values()].filter((of) => of.paymentId === id);
  const isStuck = refunds.some((refund) => isUnresolved({ tables, world }, refund.id));
  if (isStuck) return;
  if (refundingCard !== 0 || refundingPoints !== 0) say("f", `${id} still reserves`);
  for (const refund of refunds) {
    const isOpen = refund.state === "REQUESTED" || refund.state === "CONFIRMING";
    if (isOpen) say("f", `${refund.id} is ${refund.state}`);
  }
  const byHand = refunds
    .filter((refund) => refund.byHand && refund.state === "DONE")
    .reduce((sum, { cardMinor: card }) => sum + card, 0);
  const booked = [...world.gateway.books.values()].filter(({ paymentId }) => paymentId === id);
  const held = booked.reduce((sum, { balance }) => sum + balance, 0);
  const ours = state === "PAID" ? cardMinor - refundedCard + byHand : 0;
  if (held !== ours && !waits)
    say("b", `${id} ${state}: the gateway holds ${held}, ${ours} is ours`);
  const isWaiting = booked.some(({ status }) => status === "WAITING_FOR_DEPOSIT");
  if (isWaiting && !waits) say("b", `${id} ${state}: its account is open`);
}

/** Points are spent by what is paid, held by nothing. */
function pointLaw({ tables }: Snapshot, { id, state, pointAmount }: PaymentRow, say: Say): void {
  const isSpent = tables.purses.entries.has(`use:${id}`);
  if (isSpent !== (state === "PAID" && pointAmount > 0)) {
    say("c", `${id} ${state}: its points are ${isSpent ? "spent" : "not spent"}`);
  }
  const holds = tables.purses.holds.get(id) ?? 0;
  if (holds !== 0) say("c", `${id} still holds ${holds} points`);
}

/** Never more is given back than was paid: in all, by line, and as the payment counts it. */
function givenBackLaw(made: Snapshot, row: OrderRow, payment: PaymentRow, say: Say): void {
  const { tables } = made;
  // A refund that was refused and then done by a call that came late: its change waits for a person, who drives it on.
  const isDone = ({ state, refundId }: Change) =>
    state === "DONE" ||
    (state === "FAILED" && tables.payments.refunds.get(refundId)?.state === "DONE");
  const back = (part: "cardMinor" | "pointAmount", isCounted = (_: Change) => true) =>
    row.changes.filter(isCounted).reduce((sum, change) => sum + change[part], 0);
  const isMore = back("cardMinor") > row.cardMinor || back("pointAmount") > row.pointAmount;
  if (isMore) say("g", "gives back more than was paid");
  for (const line of row.lines) unitsLaw(row, line, say);
  const isReversed = isTakenBack(made, row.id);
  if (row.state === "CANCELLED" && !isReversed && back("cardMinor") !== row.cardMinor) {
    say("g", "keeps money of what is cancelled");
  }
  if (isReversed || row.changes.some(({ refundId }) => isUnresolved(made, refundId))) return;
  const { refundedCard, refundedPoints } = payment;
  const [card, points] = [back("cardMinor", isDone), back("pointAmount", isDone)];
  if (refundedCard !== card) say("b", `gave back ${refundedCard}, its changes say ${card}`);
  if (refundedPoints !== points) say("b", `gave back ${refundedPoints} points of ${points}`);
}

/** Units of a line are given back once, and their shares are those of so many units. */
function unitsLaw({ changes }: OrderRow, line: OrderRow["lines"][number], say: Say): void {
  const of = (kind: Change["kind"]) =>
    changes
      .filter((change) => change.kind === kind)
      .flatMap(({ lines }) => lines)
      .filter((each) => each.line === line.line);
  const [cancels, returns] = [of("cancel"), of("return")];
  const cancelled = cancels.reduce((sum, { quantity }) => sum + quantity, 0);
  const returned = returns.reduce((sum, { received }) => sum + (received ?? 0), 0);
  const card = [...cancels, ...returns].reduce((sum, { cardMinor }) => sum + cardMinor, 0);
  const isCounted = cancelled === line.cancelled && returned === line.returned;
  const units = cancelled + returned;
  const due = unitsShare(line.cardMinor, line.quantity, 0, units);
  if (!isCounted || units > line.quantity || card !== due) {
    say("g", `line ${line.line} gives back ${cancelled} and ${returned} units, ${card} of ${due}`);
  }
}

/** What is earned is one per cent of the goods' card part that was kept. */
function earnedLaw({ tables }: Snapshot, row: OrderRow, say: Say): void {
  if (tables.purses.earned.size > tables.orders.orders.size) say("d", "earned more than once");
  const goods = row.lines.reduce((sum, { cardMinor }) => sum + cardMinor, 0);
  // What did not arrive gives nothing back.
  const gone = row.changes
    .flatMap(({ lines }) => lines)
    .reduce((sum, { cardMinor }) => sum + cardMinor, 0);
  const due = Math.floor(((goods - gone) * EARN_PERCENT) / 100);
  const earned = tables.purses.earned.get(row.id);
  const amount = earned?.amount ?? 0;
  if (amount !== due) say("c", `earns ${amount} of ${due}`);
  const isPosted = earned?.state === "posted";
  if (isPosted && row.state !== "COMPLETED") say("c", "has its points before it is complete");
  if (!isPosted && row.state === "COMPLETED" && due > 0)
    say("c", "has no points although it is complete");
}
