/** The sale in PostgreSQL: each method is one statement, decided where it is written. @see specs/ticketing.md 40–45 */

import type { Currency } from "@edgemart/contracts/money";
import type { EffectKey } from "@edgemart/postgres/keyed-effect";
import type { ReservationRow } from "../core/reservation-view.ts";

/** A seat that is pledged, as its section holds it. */
export interface PledgedSeat {
  seat: string;
  section: number;
  grade: string;
  priceMinor: number;
  hold: string;
  fence: number;
}

/** Seats to be pledged. */
export interface Pledge {
  id: string;
  eventId: string;
  member: string;
  currency: Currency;
  totalMinor: number;
  /** RFC 3339. */
  expiresAt: string;
  perMember: number;
  seats: readonly PledgedSeat[];
  key: EffectKey | null;
}

/** What pledging came to; `known`: the key made a reservation before. */
export type Pledged =
  | { kind: "done" }
  | { kind: "known" }
  | { kind: "reused" }
  | { kind: "seat_taken" | "ticket_limit" };

/** Sections whose seats have to be looked at again. */
export interface Freed {
  eventId: string;
  section: number;
}

/** An attempt to pay that may have ended without anyone saying so. */
export type OpenAttempt = Pick<ReservationRow, "id" | "attempt_no"> & { payment_id: string };

/** The sale. */
export interface Sale {
  pledge(pledge: Pledge): Promise<Pledged>;
  /** Gives what a key made. */
  madeBy(key: EffectKey): Promise<string | null>;
  find(id: string): Promise<ReservationRow | null>;
  ofPayment(paymentId: string): Promise<ReservationRow | null>;
  ofMember(member: string, limit: number): Promise<ReservationRow[]>;
  /** Opens an attempt where it may be: pending, not over, none open, one is left. @returns its number; null where it may not */
  begin(
    id: string,
    attempt: { paymentId: string; cardMinor: number; pointAmount: number },
  ): Promise<number | null>;
  /** The payment is there: tickets are made with it. False where it was not pending under that payment. */
  confirm(paymentId: string): Promise<boolean>;
  /** That attempt ended without money. False where it was not open. */
  close(paymentId: string): Promise<boolean>;
  /** Gives it up: pending, with no attempt open. */
  cancel(id: string): Promise<boolean>;
  /** Ends what is over. @returns sections to look at */
  expire(limit: number): Promise<Freed[]>;
  /** Attempts that have been open for longer than so many seconds. */
  open(seconds: number, limit: number): Promise<OpenAttempt[]>;
  /** Sections of reservations that have ended within the last minutes. */
  endedLately(limit: number): Promise<Freed[]>;
  sectionsOf(id: string): Promise<Freed[]>;
  ticketsOf(member: string, limit: number): Promise<ReservationRow["tickets"]>;
}
