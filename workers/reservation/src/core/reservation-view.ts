/** A reservation's row, and how its member sees it. Pure. */
import { Currency } from "@edgemart/contracts/money";
import { type Reservation, ReservationState } from "@edgemart/contracts/reservation";
import { z } from "zod";

const Time = z.string().transform((text) => new Date(text).toISOString());

/** A ticket's row, as JSON. */
export const TicketRow = z.object({
  id: z.string(),
  event: z.string(),
  reservationId: z.string(),
  seat: z.string(),
  serial: z.int(),
  state: z.enum(["VALID", "USED", "CANCELLED"]),
});

/** A reservation with its seats and tickets, as JSON. */
export const ReservationRow = z.object({
  id: z.string(),
  event_id: z.string(),
  member_id: z.string(),
  state: ReservationState,
  total_minor: z.int(),
  currency: Currency,
  expires_at: Time,
  attempt_open: z.boolean(),
  attempt_no: z.int(),
  payment_id: z.string().nullable(),
  card_minor: z.int(),
  point_amount: z.int(),
  version: z.int(),
  created_at: Time,
  items: z.array(
    z.object({
      seat: z.string(),
      grade: z.string(),
      priceMinor: z.int(),
      hold: z.string(),
      fence: z.int(),
    }),
  ),
  tickets: z.array(TicketRow),
});
/** A parsed `ReservationRow`. */
export type ReservationRow = z.output<typeof ReservationRow>;

/** Grace after which what is over may be taken by another. */
const GRACE_MS = 2_000;

/** Whether an unpaid one has ended by its time; one that is being paid never does. @param now epoch milliseconds */
export function isOver(row: ReservationRow, now: number): boolean {
  return (
    row.state === "PENDING" && !row.attempt_open && Date.parse(row.expires_at) + GRACE_MS <= now
  );
}

/** The reservation as its member sees it: one that is over is said to be so before a row says it. */
export function reservationView(row: ReservationRow, now: number): Reservation {
  const { currency } = row;
  return {
    id: row.id,
    event: row.event_id,
    state: isOver(row, now) ? "EXPIRED" : row.state,
    seats: row.items.map(({ grade, priceMinor, seat }) => ({
      ...{ id: seat, grade },
      price: { amountMinor: priceMinor, currency },
    })),
    total: { amountMinor: row.total_minor, currency },
    expiresAt: row.expires_at,
    paymentId: row.payment_id,
    isBeingPaid: row.attempt_open,
    tickets: row.tickets,
    createdAt: row.created_at,
    version: row.version,
  };
}
