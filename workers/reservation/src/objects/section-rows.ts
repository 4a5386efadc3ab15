/** A section in the SQLite of its object: read when it wakes, and written change by change. @see specs/ticketing.md J */

import { Currency } from "@edgemart/contracts/money";
import { SectionInput } from "@edgemart/contracts/seats-administration";
import { z } from "zod";
import { seatCount } from "../core/seat-plan.ts";
import {
  type Change,
  emptySection,
  type Hold,
  type SeatState,
  type Section,
} from "../core/section.ts";

/** What a section sells, in the version of its plan. */
export const SectionTerms = z.object({
  eventId: z.string(),
  layoutVersion: z.int(),
  section: SectionInput,
  currency: Currency,
  prices: z.record(z.string(), z.int()),
});
/** A parsed `SectionTerms`. */
export type SectionTerms = z.infer<typeof SectionTerms>;

const DAY_MS = 86_400_000;

/** Makes the tables: only seats that are not free have a row. */
export function makeTables(sql: SqlStorage): void {
  sql.exec(`
    create table if not exists seat (i integer primary key, state text not null, owner text);
    create table if not exists hold (id text primary key, body text not null);
    create table if not exists noted (id text primary key, attempt integer not null, is_over integer not null, at integer not null);
    create table if not exists meta (name text primary key, value text not null);`);
}

/** Reads it; null while it was never filled. */
export function readSection(sql: SqlStorage): { section: Section; terms: SectionTerms } | null {
  const [meta] = sql
    .exec<{ value: string }>("select value from meta where name = 'terms'")
    .toArray();
  if (!meta) return null;
  const terms = SectionTerms.parse(JSON.parse(meta.value));
  const seats = [...emptySection(seatCount(terms.section)).seats];
  for (const { i, state, owner } of sql.exec<{ i: number; state: string; owner: string | null }>(
    "select i, state, owner from seat",
  )) {
    // Guarantee of the cast: only `write` fills the column.
    seats[i] = { state: state as SeatState, by: owner };
  }
  const holds = new Map(
    sql
      .exec<{ id: string; body: string }>("select id, body from hold")
      .toArray()
      // Guarantee of the cast: as above.
      .map(({ id, body }) => [id, JSON.parse(body) as Hold] as const),
  );
  const noted = new Map(
    sql
      .exec<{ id: string; attempt: number; is_over: number }>(
        "select id, attempt, is_over from noted",
      )
      .toArray()
      .map(({ id, attempt, is_over }) => [id, { attempt, isOver: is_over === 1 }] as const),
  );
  const [fence] = sql
    .exec<{ value: string }>("select value from meta where name = 'fence'")
    .toArray();
  return { section: { seats, holds, noted, fence: Number(fence?.value ?? 0) }, terms };
}

/** Writes a change; the caller holds the transaction. */
export function write(sql: SqlStorage, change: Change, now: number): void {
  for (const [i, { state, by }] of change.seats ?? []) {
    if (state === "free") sql.exec("delete from seat where i = ?", i);
    else sql.exec("insert or replace into seat (i, state, owner) values (?, ?, ?)", i, state, by);
  }
  for (const [id, hold] of change.holds ?? []) {
    if (hold === null) sql.exec("delete from hold where id = ?", id);
    else sql.exec("insert or replace into hold (id, body) values (?, ?)", id, JSON.stringify(hold));
  }
  for (const [id, { attempt, isOver }] of change.noted ?? []) {
    const values = [id, attempt, isOver ? 1 : 0, now];
    sql.exec(
      "insert or replace into noted (id, attempt, is_over, at) values (?, ?, ?, ?)",
      ...values,
    );
  }
  if (change.fence !== undefined) {
    sql.exec("insert or replace into meta (name, value) values ('fence', ?)", String(change.fence));
  }
}

/** Empties it and writes what it sells from now on; the fence stays, because it never falls. */
export function fill(sql: SqlStorage, terms: SectionTerms): void {
  sql.exec("delete from seat");
  sql.exec("delete from hold");
  const value = JSON.stringify(terms);
  sql.exec("insert or replace into meta (name, value) values ('terms', ?)", value);
}

/** Forgets which keys were answered longer than a day ago. */
export function forgetNoted(sql: SqlStorage, now: number): void {
  sql.exec("delete from noted where at < ?", now - DAY_MS);
}
