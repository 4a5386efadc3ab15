/** The small forms of an order's page, by their parts: a form that was refused says so at its own, where it is still shown. Pure. */
import type { AdminOrder } from "@edgemart/contracts/order-administration";
import { partOf } from "../parts/part-of.ts";

/** Lists the forms that the page shows: exactly what the actions allow. */
export function orderParts({ actions, shipments, changes }: AdminOrder): string[] {
  return [...actions, ...[...shipments, ...changes].flatMap(partsOf)];
}

function partsOf({ id, actions }: { id: string; actions: readonly string[] }): string[] {
  return actions.map((act) => partOf(id, act));
}

/** Tells whether a refund of this order needs an account: it was paid by a deposit. */
export function needsAccount({ paidAt, payment, attempts }: AdminOrder): boolean {
  const instrument = payment ? payment.instrument : attempts.at(-1)?.instrument;
  return paidAt !== null && instrument === "virtual_account";
}

/** What of an order's money is paid, given back, on its way back, and left. */
export interface MoneyOfOrder {
  card: number;
  points: number;
}

/** Sums what the order's own records say. */
export function moneyOfOrder({ paidAt, card, pointsUsed, changes }: AdminOrder): {
  paid: MoneyOfOrder;
  givenBack: MoneyOfOrder;
  onItsWay: MoneyOfOrder;
  left: MoneyOfOrder;
} {
  const paid = paidAt === null ? NOTHING : { card: card.amountMinor, points: pointsUsed };
  const sumOf = (...states: string[]) =>
    changes
      .filter(({ state }) => states.includes(state))
      .reduce(
        (sum, change) => ({
          card: sum.card + change.card.amountMinor,
          points: sum.points + change.points,
        }),
        NOTHING,
      );
  const givenBack = sumOf("DONE");
  const onItsWay = sumOf("OPEN", "REFUNDING", "FAILED");
  return {
    ...{ paid, givenBack, onItsWay },
    left: {
      card: paid.card - givenBack.card - onItsWay.card,
      points: paid.points - givenBack.points - onItsWay.points,
    },
  };
}

const NOTHING: MoneyOfOrder = { card: 0, points: 0 };

/** Units of each line that may be cancelled or packed, by line. */
export function unitsLeft({ lines }: AdminOrder): Map<number, number> {
  return new Map(
    lines.map(({ line, quantity, cancelled, shipped }) => [line, quantity - cancelled - shipped]),
  );
}

/** Units of each line that may be sent back, by line. */
export function unitsSent({ lines }: AdminOrder): Map<number, number> {
  return new Map(lines.map(({ line, returnable }) => [line, returnable]));
}

/** Reasons for which an order's goods stay here, where no action can show it: its stock is not sold yet. */
const STOPS = new Set(["deposit_reversed", "order_without_money"]);

/** Says how the goods of a paid order are, as its buttons do; null where nothing is left to send. */
export function goodsWord(order: AdminOrder): "sold" | "notSold" | "shippingStopped" | null {
  const { actions, shipments, paidAt, status, isSold, attention } = order;
  if (!paidAt || status !== "PAID") return null;
  if (actions.includes("ship") || shipments.some((each) => each.actions.includes("ship"))) {
    return "sold";
  }
  const isPacked = shipments.some(({ state }) => state === "PREPARING");
  const isLeft = isPacked || [...unitsLeft(order).values()].some((units) => units > 0);
  if (!isLeft) return null;
  if (attention !== null && STOPS.has(attention)) return "shippingStopped";
  return isSold ? null : "notSold";
}
