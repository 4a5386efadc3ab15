/** What reservation asks of its objects. Every verb answers a Result; an outage is thrown. @see specs/ticketing.md J */
import type { EventFacts } from "@edgemart/contracts/event-facts";
import type { Money } from "@edgemart/contracts/money";
import type { Result } from "@edgemart/contracts/result";

/** A seat that a section holds for a hold. */
export interface SectionHeld {
  index: number;
  grade: string;
  price: Money;
}

/** What a section needs to judge a hold. Times are epoch milliseconds. */
export interface HoldQuestion {
  eventId: string;
  section: number;
  /** Of the plan that the caller read. */
  layoutVersion: number;
  facts: Pick<EventFacts, "state" | "saleOpensAt" | "saleClosesAt" | "version">;
  id: string;
  member: string;
  attempt: number;
  until: number;
  seats: readonly number[];
}

/** Refusals of a section. */
export type SectionRefusal =
  | "sale_not_open"
  | "sale_busy"
  | "sale_closed"
  | "seat_taken"
  | "hold_expired"
  | "idempotency_in_progress"
  | "section_loading";

/** Names a section, in the version of the plan that the caller read. */
export type SectionName = Pick<HoldQuestion, "eventId" | "section" | "layoutVersion">;

/** The sections of events. */
export interface Sections {
  hold(
    question: HoldQuestion,
  ): Promise<
    Result<
      { id: string; fence: number; until: number; seats: SectionHeld[]; isNew: boolean },
      SectionRefusal
    >
  >;
  release(
    name: { eventId: string; section: number; layoutVersion: number },
    hold: { id: string; member: string },
  ): Promise<Result<null, "hold_expired" | "reservation_over" | "section_loading">>;
  /** Reads a hold for its pledge: its seats at their prices, under which fence, until when. */
  read(
    name: SectionName,
    hold: { id: string; member: string },
  ): Promise<
    Result<
      { fence: number; until: number; seats: SectionHeld[] },
      "hold_expired" | "section_loading"
    >
  >;
  /** Keeps the seats of a pledged hold for a payment that begins: no clock frees them from now on. */
  pin(
    name: SectionName,
    hold: { id: string; fence: number; reservation: string },
  ): Promise<Result<null, "hold_expired" | "section_loading">>;
  /** Reads what PostgreSQL says of the section's claims, and follows it. */
  look(name: SectionName): Promise<Result<null, "section_loading">>;
  /** Which seats may not be taken now, a bit for each. */
  taken(name: {
    eventId: string;
    section: number;
    layoutVersion: number;
  }): Promise<Result<{ free: number; total: number; bits: string }, "section_loading">>;
}

/** Refusals of a basket. */
export type BasketRefusal =
  | "rate_limited"
  | "sale_busy"
  | "basket_limit"
  | "ticket_limit"
  | "seat_not_for_you"
  | "hold_expired"
  | "idempotency_key_reused";

/** The baskets of members. */
export interface Baskets {
  /** Takes a line before its sections are asked. @returns until when, and the number of this request under its key */
  take(question: {
    eventId: string;
    member: string;
    hold: string;
    seats: readonly string[];
    perMember: number;
  }): Promise<Result<{ until: number; attempt: number }, BasketRefusal>>;
  give(question: { eventId: string; member: string; hold: string; attempt: number }): Promise<void>;
  /** Gives the live lines of a member. */
  mine(question: { eventId: string; member: string }): Promise<{
    until: number | null;
    lines: { hold: string; attempt: number; seats: string[] }[];
  }>;
}
