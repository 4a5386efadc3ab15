/** What event needs from the outside world. */
import type { EventTime } from "@edgemart/contracts/event";
import type { EventCreate, EventPatch } from "@edgemart/contracts/event-administration";
import type { EventChange } from "@edgemart/contracts/event-facts";
import type { Position } from "@edgemart/contracts/position";
import type { KeyRecord, Outcome } from "@edgemart/worker-kit/keyed-write";
import type { Write, WriteKey } from "@edgemart/worker-kit/write-terms";
import type { Moments } from "./core/moments.ts";
import type { EventRow } from "./core/rows.ts";

export type { Write };

/** Who acts, under which key, and what the audit says of it. */
export interface Acting {
  actor: string;
  key: WriteKey | null;
  action: string;
  /** Names of fields and codes, nothing personal. */
  changes: object;
}

/** Events as shoppers and sellers read them. */
export interface EventReads {
  /** Gives announced events by their start: those that end later than now, or those that are over, the latest first. */
  list(when: "upcoming" | "past", after: Position | null, limit: number): Promise<EventRow[]>;
  /** Gives an announced event by its slug or id. */
  find(name: string): Promise<EventRow | null>;
  /** Gives announced events by their ids. */
  some(ids: readonly string[]): Promise<EventRow[]>;
  /** Gives changes after a place, oldest first: only those no earlier one can still join. */
  changes(after: number, limit: number): Promise<EventChange[]>;
  /** Gives events with a waiting room whose sale opens within a day or has not closed. */
  live(): Promise<EventRow[]>;
}

/** New times of an event, or none yet. */
export interface Moved {
  /** Null: postponed. */
  local: { times: Record<EventTime, string>; fold: readonly EventTime[]; moments: Moments } | null;
  refundFreeUntil: string | null;
}

/** Events as staff keep them: each write is one statement with its key, its entry in the feed and its audit line. */
export interface EventAdmin extends KeyRecord {
  list(after: Position | null, limit: number): Promise<EventRow[]>;
  find(id: string): Promise<EventRow | null>;
  insert(id: string, input: EventCreate, moments: Moments, who: Acting): Promise<Outcome>;
  /** @param moments where times, zone or fold change */
  update(
    id: string,
    version: number,
    patch: EventPatch,
    moments: Moments | null,
    who: Acting,
  ): Promise<Outcome>;
  publish(id: string, version: number, who: Acting): Promise<Outcome>;
  move(id: string, version: number, moved: Moved, who: Acting): Promise<Outcome>;
  cancel(
    id: string,
    version: number,
    why: { reason: string; isForceMajeure: boolean },
    who: Acting,
  ): Promise<Outcome>;
}

/** What the clock and other Workers write. */
export interface EventUpkeep {
  /** Notes states that events have come to. @returns how many were new */
  noteStates(
    entries: readonly { eventId: string; state: string; version: number }[],
  ): Promise<number>;
  /** Gives events that may have come to another state lately, and those ahead: at most 500. */
  near(): Promise<EventRow[]>;
  /** Corrects moments of an event whose zone has other rules now. */
  correct(id: string, version: number, moments: Moments): Promise<void>;
  soldOut(id: string, isSoldOut: boolean): Promise<boolean>;
  /** Deletes keys of old effects. @returns how many */
  forgetOld(rowsMax: number): Promise<number>;
}

/** Everything chosen in `deps.ts`. */
export interface Deps {
  reads: EventReads;
  admin: EventAdmin;
  upkeep: EventUpkeep;
  newPerformanceId(): string;
}
