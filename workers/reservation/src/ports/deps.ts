/** What reservation needs from the outside world. */
import type { CallContext } from "@edgemart/contracts/call";
import type { EventFacts } from "@edgemart/contracts/event-facts";
import type { MemberRpc } from "@edgemart/contracts/member";
import type { PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import type { LayoutInput } from "@edgemart/contracts/seats-administration";
import type { KeyRecord, Outcome } from "@edgemart/worker-kit/keyed-write";
import type { Write, WriteKey } from "@edgemart/worker-kit/write-terms";
import type { MemberRead } from "../core/basket.ts";
import type { ReservationRead } from "../core/section-reconcile.ts";
import type { Sale } from "./sale.ts";
import type { Baskets, Sections } from "./seats.ts";

export type { Write };

/** A plan in its version. */
export interface Layout {
  version: number;
  body: LayoutInput;
  createdAt: string;
}

/** Who acts, under which key, and what the audit says of it. */
export interface Acting {
  actor: string;
  key: WriteKey | null;
  action: string;
  changes: object;
}

/** Plans, in PostgreSQL. */
export interface Layouts extends KeyRecord {
  /** Gives the newest one, as this isolate knows it: for some seconds it may be the one before. */
  newest(eventId: string): Promise<Layout | null>;
  /** Gives the newest one as it is now. */
  current(eventId: string): Promise<Layout | null>;
  /** Gives a version. */
  version(eventId: string, version: number): Promise<Layout | null>;
  /** Writes the next version, where no seat is claimed. @param from the version it is based on; 1 where there is none */
  put(eventId: string, from: number, body: LayoutInput, who: Acting): Promise<Outcome>;
  forgetOld(rowsMax: number): Promise<number>;
}

/** What PostgreSQL says of claims: what objects are rebuilt from. */
export interface Claims {
  /** Reservations with claims in a section, and those that are named: these may have none any more. */
  ofSection(eventId: string, section: number, also: readonly string[]): Promise<ReservationRead[]>;
  /** A member's claims in an event. */
  ofMember(eventId: string, member: string): Promise<MemberRead>;
}

/** Facts of events, kept for some seconds. */
export interface Events {
  /** Gives the facts of one event; null for one that was not announced. */
  facts(eventId: string, call: CallContext): Promise<EventFacts | null>;
}

/** Everything chosen in `deps.ts`. */
export interface Deps {
  events: Events;
  layouts: Layouts;
  sections: Sections;
  baskets: Baskets;
  sale: Sale;
  payment: PaymentSagaRpc;
  member: Pick<MemberRpc, "me">;
  newReservationId(): string;
  newPaymentId(): string;
  /** A hint that was not followed: the next one, or the clock, makes up for it. */
  noteUnfollowed(reservationId: string, thrown: unknown): void;
}
