/** Begins to pay a reservation, or goes on with the attempt there is. @see specs/ticketing.md 42 */
import type { CallContext } from "@edgemart/contracts/call";
import type { PaymentNext } from "@edgemart/contracts/payment";
import type { ReservationPayInput } from "@edgemart/contracts/reservation";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { isOver, type ReservationRow } from "../core/reservation-view.ts";
import { placeOf } from "../core/seat-plan.ts";
import type { Deps } from "../ports/deps.ts";
import { endAttempt, lookAtAttempt, settleEnded, settlePaid } from "./settle-attempt.ts";

/** Payment takes 100 characters, the count included. */
const NAME_MAX = 90;
/** Seconds that a payment page waits. */
const READY_SECONDS = 900;

/** What paying came to. */
export interface Paying {
  row: ReservationRow;
  next: PaymentNext | null;
  isNew: boolean;
  /** Not known yet: the clock goes on. */
  isUnknown: boolean;
}

/** Who pays, as member says. */
export interface Payer {
  name: string;
  email: string;
}

type Refusal =
  | "hold_expired"
  | "not_found"
  | "payment_amount_mismatch"
  | "payment_expired"
  | "payment_gateway_unavailable"
  | "payment_in_progress"
  | "payment_method_unavailable"
  | "points_insufficient"
  | "reservation_over"
  | "sale_closed"
  | "section_loading";

/** Begins, or goes on. @param row the payer's own, as it is now */
export async function payReservation(
  deps: Deps,
  row: ReservationRow,
  input: ReservationPayInput,
  payer: Payer,
  call: CallContext,
): Promise<Result<Paying, Refusal>> {
  if (row.state !== "PENDING" || isOver(row, Date.now())) return err("reservation_over");
  const pointAmount = input.pointUsed ?? (input.paymentMethod === "POINT" ? row.total_minor : 0);
  const cardMinor = row.total_minor - pointAmount;
  if (!fits(input.paymentMethod, cardMinor, pointAmount)) return err("payment_amount_mismatch");
  const facts = await deps.events.facts(row.event_id, call);
  if (!facts || facts.state === "CANCELLED" || facts.state === "POSTPONED")
    return err("sale_closed");
  if (row.attempt_open && row.payment_id) {
    const isSame = row.card_minor === cardMinor && row.point_amount === pointAmount;
    if (isSame) return goOn(deps, row, call);
    // Other parts are another attempt: the one there is has to end first.
    const became = await endAttempt(deps, { ...row, payment_id: row.payment_id }, "replaced", call);
    if (became === "open") return err("payment_in_progress", { retryAfterSeconds: 2 });
    if (became !== "closed") return err("reservation_over");
  }
  const pinned = await pinAll(deps, row);
  if (!pinned.ok) return pinned;
  const paymentId = deps.newPaymentId();
  const attempt = await deps.sale.begin(row.id, { paymentId, cardMinor, pointAmount });
  if (attempt === null) {
    const now = await deps.sale.find(row.id);
    if (now?.attempt_open) return goOn(deps, now, call);
    return err("payment_expired");
  }
  const opened = await deps.payment.open(
    {
      ...{ purpose: "reservation", paymentId, reference: row.id, attempt, memberId: row.member_id },
      ...{ currency: row.currency, totalMinor: row.total_minor, cardMinor, pointAmount },
      orderName: nameOf(facts.title[input.locale], row.items.length),
      customer: { ...payer, phone: null },
      locale: input.locale,
      instrument: "card",
      cashReceipt: { purpose: "none" },
      returnPath: `/${input.locale}/reservations/${row.id}/return`,
      readySeconds: READY_SECONDS,
    },
    call,
  );
  const of = { paymentId, reservationId: row.id };
  switch (opened.state) {
    case "opened":
      return paying(deps, row, { next: opened.next, isNew: true, isUnknown: false });
    case "paid":
      if ((await settlePaid(deps, of)) === "over") return err("reservation_over");
      return paying(deps, row, { next: null, isNew: true, isUnknown: false });
    case "pending":
      return paying(deps, row, { next: null, isNew: true, isUnknown: true });
    default:
      await settleEnded(deps, of);
      return err(OPEN_REFUSALS[opened.state] ?? "payment_expired");
  }
}

const OPEN_REFUSALS: Readonly<Record<string, Refusal>> = {
  points_insufficient: "points_insufficient",
  gateway_unavailable: "payment_gateway_unavailable",
  method_unavailable: "payment_method_unavailable",
};

/** The attempt there is: the same window again, or what has become of it. */
async function goOn(
  deps: Deps,
  row: ReservationRow,
  call: CallContext,
): Promise<Result<Paying, Refusal>> {
  const paymentId = row.payment_id ?? "";
  const [facts] = await deps.payment.look(
    { purpose: "reservation", paymentIds: [paymentId] },
    call,
  );
  if (facts?.state === "READY") {
    return paying(deps, row, { next: facts.next, isNew: false, isUnknown: false });
  }
  const became = await lookAtAttempt(deps, { ...row, payment_id: paymentId }, call);
  if (became === "confirmed")
    return paying(deps, row, { next: null, isNew: false, isUnknown: false });
  if (became === "open") return err("payment_in_progress", { retryAfterSeconds: 2 });
  return err(became === "closed" ? "payment_expired" : "reservation_over");
}

/** Every hold is pinned before money is asked for: from then on no clock frees a seat. */
async function pinAll(
  { layouts, sections }: Deps,
  row: ReservationRow,
): Promise<Result<null, "hold_expired" | "not_found" | "section_loading">> {
  const layout = await layouts.newest(row.event_id);
  if (!layout) return err("not_found");
  const pins = new Map(
    row.items.map(({ fence, hold, seat }) => {
      const { section } = placeOf(seat);
      return [`${section} ${hold}`, { section, id: hold, fence }] as const;
    }),
  );
  for (const { fence, id, section } of pins.values()) {
    const named = { eventId: row.event_id, section, layoutVersion: layout.version };
    const pin = await sections.pin(named, { id, fence, reservation: row.id });
    if (!pin.ok) return pin;
  }
  return ok(null);
}

async function paying(
  { sale }: Deps,
  row: ReservationRow,
  what: Omit<Paying, "row">,
): Promise<Result<Paying, "not_found">> {
  const now = await sale.find(row.id);
  return now ? ok({ ...what, row: now }) : err("not_found");
}

/** What the payment page calls it: the title, and how many where it is more than one. */
function nameOf(title: string, count: number): string {
  return `${title.slice(0, NAME_MAX)}${count === 1 ? "" : ` × ${count}`}`;
}

function fits(method: ReservationPayInput["paymentMethod"], card: number, points: number): boolean {
  if (card < 0) return false;
  if (method === "CARD") return points === 0;
  return method === "POINT" ? card === 0 : card > 0 && points > 0;
}
