/** Reservations: held seats that are pledged, paid, and become tickets. @see specs/ticketing.md E, G */
import { z } from "zod";
import { PaymentId, PerformanceId, ReservationId, SeatHoldId, TicketId } from "./ids.ts";
import { Money } from "./money.ts";
import { operations } from "./operation.ts";
import { AmountInput, PaymentNext } from "./payment.ts";
import { HeldSeat, HOLD_SEATS_MAX, SeatId } from "./seats.ts";
import { Timestamp } from "./time.ts";

/** States of a reservation; none leads back. */
export const ReservationState = z.enum(["PENDING", "CONFIRMED", "EXPIRED", "CANCELLED"]);

/** Attempts to pay one reservation. */
export const RESERVATION_ATTEMPTS_MAX = 3;

/** Turns holds into a reservation. */
export const PledgeInput = z
  .strictObject({
    event: PerformanceId,
    holds: z.array(SeatHoldId).min(1).max(HOLD_SEATS_MAX),
    expectedTotal: z.int().min(0).describe("In minor units: what the shopper was shown"),
  })
  .meta({ id: "PledgeInput" });
/** A parsed `PledgeInput`. */
export type PledgeInput = z.infer<typeof PledgeInput>;

/** An admission to one seat. */
export const Ticket = z
  .object({
    id: TicketId,
    event: PerformanceId,
    reservationId: ReservationId,
    seat: SeatId,
    serial: z.int().positive().describe("Within the event, without gaps"),
    state: z.enum(["VALID", "USED", "CANCELLED"]),
  })
  .meta({ id: "Ticket" });
/** A parsed `Ticket`. */
export type Ticket = z.infer<typeof Ticket>;

/** A reservation as its member sees it. */
export const Reservation = z
  .object({
    id: ReservationId,
    event: PerformanceId,
    state: ReservationState,
    seats: z.array(HeldSeat),
    total: Money,
    expiresAt: Timestamp.describe("When an unpaid one ends, unless a payment is under way"),
    paymentId: PaymentId.nullable(),
    isBeingPaid: z.boolean(),
    tickets: z.array(Ticket),
    createdAt: Timestamp,
    version: z.int().positive(),
  })
  .meta({ id: "Reservation" });
/** A parsed `Reservation`. */
export type Reservation = z.infer<typeof Reservation>;

/** Begins to pay a reservation. */
export const ReservationPayInput = z
  .strictObject({
    reservationId: ReservationId,
    paymentMethod: z.enum(["CARD", "POINT", "MIXED"]).default("CARD"),
    pointUsed: z.int().min(0).optional(),
    locale: z.enum(["ko", "en"]).default("ko"),
  })
  .meta({ id: "ReservationPayInput" });
/** A parsed `ReservationPayInput`. */
export type ReservationPayInput = z.infer<typeof ReservationPayInput>;

/** Where the shopper goes to pay, and what has become of it. */
export const ReservationPayment = z
  .object({
    reservation: Reservation,
    paymentId: PaymentId.nullable(),
    next: PaymentNext.nullable().describe("Null once it is paid, or while that is not known"),
  })
  .meta({ id: "ReservationPayment" });
/** A parsed `ReservationPayment`. */
export type ReservationPayment = z.infer<typeof ReservationPayment>;

/** Completes a payment with the key that the gateway sent the shopper back with. */
export const ReservationConfirmInput = z
  .strictObject({
    paymentId: PaymentId,
    paymentKey: z.string().regex(/^[A-Za-z0-9_-]{1,200}$/, "must be the gateway's key"),
    amount: AmountInput,
  })
  .meta({ id: "ReservationConfirmInput" });
/** A parsed `ReservationConfirmInput`. */
export type ReservationConfirmInput = z.infer<typeof ReservationConfirmInput>;

/** What someone is answered who brings the gateway's key and is not the member: payment apps come back in another browser. */
export const ReservationGlimpse = Reservation.pick({ id: true, state: true }).meta({
  id: "ReservationGlimpse",
});

const MEMBER = { credential: "bearer" } as const;
const own = z.object({ id: ReservationId });

/** Reservation's operations of the sale, by the policy they share at the gateway. */
export const reservationGroups = {
  reservations: operations("Reservations", {
    listReservations: {
      ...MEMBER,
      method: "get",
      path: "/api/reservations",
      summary: "Your reservations, the newest first, at most 100",
      responses: { 200: z.object({ items: z.array(Reservation) }) },
      errors: [],
    },
    getReservation: {
      ...MEMBER,
      method: "get",
      path: "/api/reservations/{id}",
      summary: "A reservation of yours as it is now",
      params: own,
      responses: { 200: Reservation },
      headers: ["ETag"],
      errors: [],
    },
    pledgeSeats: {
      ...MEMBER,
      method: "post",
      path: "/api/reservations",
      summary: "Reserve what you hold, at the price it was held for",
      idempotency: "required",
      body: PledgeInput,
      responses: { 201: Reservation },
      headers: ["ETag", "Location"],
      errors: [
        "not_found",
        "sale_closed",
        "hold_expired",
        "seat_taken",
        "ticket_limit",
        "price_changed",
        "reservation_over",
        "section_loading",
        "sale_busy",
      ],
    },
    payReservation: {
      ...MEMBER,
      method: "post",
      path: "/api/reservations/pay",
      summary: "Begin to pay, or go on with the payment there is",
      idempotency: "required",
      body: ReservationPayInput,
      responses: { 200: ReservationPayment, 201: ReservationPayment, 202: ReservationPayment },
      errors: [
        "not_found",
        "reservation_over",
        "sale_closed",
        "hold_expired",
        "payment_in_progress",
        "payment_expired",
        "payment_amount_mismatch",
        "payment_gateway_unavailable",
        "payment_method_unavailable",
        "points_insufficient",
        "section_loading",
        "sale_busy",
      ],
    },
    cancelReservation: {
      ...MEMBER,
      method: "post",
      path: "/api/reservations/{id}/cancel",
      summary: "Give up a reservation that is not paid",
      idempotency: "required",
      params: own,
      responses: { 200: Reservation },
      headers: ["ETag"],
      errors: ["reservation_over", "payment_in_progress"],
    },
  }),
  reservationPayments: operations("Reservations", {
    confirmReservation: {
      credential: "optional",
      method: "post",
      path: "/api/reservations/confirm",
      summary: "Complete a payment with the key that the gateway gave the shopper",
      idempotency: "optional",
      body: ReservationConfirmInput,
      responses: {
        200: z.union([Reservation, ReservationGlimpse]),
        202: z.union([Reservation, ReservationGlimpse]),
      },
      errors: [
        "not_found",
        "reservation_over",
        "payment_declined",
        "payment_expired",
        "payment_amount_mismatch",
      ],
    },
  }),
  tickets: operations("Tickets", {
    listTickets: {
      ...MEMBER,
      method: "get",
      path: "/api/tickets",
      summary: "Your tickets, the newest first, at most 200",
      responses: { 200: z.object({ items: z.array(Ticket) }) },
      errors: [],
    },
  }),
};
