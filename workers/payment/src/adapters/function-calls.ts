/** What the stores of payments and refunds share: how a function of the schema is given data, and what it answers. */
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { PaymentRow } from "../core/payment-row.ts";

/** Schema of what a verb's function answers. */
export const Answer = z.object({
  did: z.string(),
  row: PaymentRow,
  isLongUnknown: z.boolean(),
  isOverdue: z.boolean(),
  events: z.array(
    z.object({ id: z.string(), queue: z.string(), body: z.record(z.string(), z.unknown()) }),
  ),
});

/** Gives fields under the names of columns. */
export function columns(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}

/** Gives data as a parameter of type jsonb. */
export function json(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::jsonb`;
}

/** Gives a text array as a parameter: the driver sends arrays as JSON. */
export function textArray(values: readonly string[]): SQL {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;
}
