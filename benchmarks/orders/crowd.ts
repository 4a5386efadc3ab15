/** Everyone at once: more buyers than units, then all who got one pay. */
import type pg from "pg";
import type { Temporary } from "../../tests/raise-temporary.ts";
import { type Answer, ask, place, toReturn } from "./shop.ts";

/** Buyers of one SKU, and the units there are of it. */
export const BUYERS = 1_000;
/** @see BUYERS */
export const UNITS = 100;

/** Prints what they come to. */
export async function crowd(up: Temporary, database: pg.Pool, sku: string): Promise<void> {
  const begun = performance.now();
  const placed = await Promise.all(Array.from({ length: BUYERS }, () => place(up, sku)));
  const seconds = (performance.now() - begun) / 1000;
  const made = placed.filter(({ status }) => status === 201);
  const payingAt = performance.now();
  const confirmed = await Promise.all(
    made.map(async (each) => {
      const { path, proof } = await toReturn(up, each);
      return ask(up, path, proof);
    }),
  );
  const payingSeconds = (performance.now() - payingAt) / 1000;
  const { rows } = await database.query(
    "SELECT on_hand, reserved FROM catalog.stock_level WHERE sku = $1",
    [sku],
  );
  console.log(
    `\n${BUYERS} buyers of ${UNITS} units at once: ${tally(placed)} in ${seconds.toFixed(1)} s`,
  );
  console.log(
    `the ${made.length} of them pay at once: ${tally(confirmed)} in ${payingSeconds.toFixed(1)} s; ` +
      `on hand ${rows[0]?.on_hand}, reserved ${rows[0]?.reserved}`,
  );
}

function tally(answers: readonly Answer[]): string {
  const by = Object.groupBy(answers, ({ status }) => String(status));
  return Object.entries(by)
    .map(([status, all]) => `${all?.length} × ${status}`)
    .join(", ");
}
