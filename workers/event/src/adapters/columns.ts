/** Columns of an event as they are written. */
import { EVENT_TIMES, type EventTime } from "@edgemart/contracts/event";
import { type SQL, sql } from "drizzle-orm";
import type { Moments } from "../core/moments.ts";

/** Names of the two columns of each time. */
const COLUMNS: Record<EventTime, string> = {
  saleOpens: "sale_opens",
  saleCloses: "sale_closes",
  doors: "doors",
  starts: "starts",
  ends: "ends",
};

/** A row as JSON, under the name of an event's table. */
export const ROW = sql.raw("to_jsonb(e) as row");

/** Names of all columns of times, for an insert. */
export const TIME_COLUMNS = sql.raw(
  EVENT_TIMES.flatMap((name) => [`${COLUMNS[name]}_local`, `${COLUMNS[name]}_at`]).join(", "),
);

/** Their values, in the same order. */
export function timeValues(times: Record<EventTime, string>, moments: Moments): SQL {
  return sql.join(
    EVENT_TIMES.flatMap((name) => [
      sql`${times[name]}::timestamp`,
      sql`${moments[name]}::timestamptz`,
    ]),
    sql`, `,
  );
}

/** Assignments of the local times. */
export function localAssigned(times: Record<EventTime, string>): SQL {
  return sql.join(
    EVENT_TIMES.map((name) => sql`${sql.raw(COLUMNS[name])}_local = ${times[name]}::timestamp`),
    sql`, `,
  );
}

/** Assignments of the moments. */
export function momentsAssigned(moments: Moments): SQL {
  return sql.join(
    EVENT_TIMES.map((name) => sql`${sql.raw(COLUMNS[name])}_at = ${moments[name]}::timestamptz`),
    sql`, `,
  );
}
