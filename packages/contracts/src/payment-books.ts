/** The payment gateway's books and ours: where they differ, and the comparison on request. @see specs/payments.md 37 */
import { z } from "zod";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { Timestamp } from "./time.ts";

/** Schema of a place where the gateway's books and ours differ. */
export const PaymentDifference = z
  .object({
    id: z.string(),
    day: z.string().describe("In Seoul, `2026-11-30`"),
    kind: z.enum(["unknown_payment", "foreign_cancel", "not_at_gateway", "deposit_reversed"]),
    paymentId: z.string().describe("The id at the gateway; it may not be ours"),
    data: z.record(z.string(), z.unknown()),
    foundAt: Timestamp,
    closedAt: Timestamp.nullable(),
    closedBy: z.string().nullable().describe("An administrator; null where the books agree again"),
    note: z.string().nullable(),
  })
  .meta({ id: "PaymentDifference" });
/** A parsed `PaymentDifference`. */
export type PaymentDifference = z.infer<typeof PaymentDifference>;

/** Schema of which differences are asked for. */
export const DifferenceQuery = z.object({
  status: z.enum(["open", "closed"]).default("open"),
  limit: PageLimit,
  cursor: Cursor,
});
/** A parsed `DifferenceQuery`. */
export type DifferenceQuery = z.infer<typeof DifferenceQuery>;

/** Most days of one comparison of the books. */
export const RECONCILE_DAYS_MAX = 31;
const DAY_MS = 86_400_000;
const Day = z.iso.date();

/** Schema of the days of the gateway's books that are to be compared, in Seoul. */
export const ReconcileInput = z
  .strictObject({ from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { message: "must not be after `to`", path: ["from"] })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < RECONCILE_DAYS_MAX * DAY_MS, {
    message: `must be at most ${RECONCILE_DAYS_MAX} days`,
    path: ["to"],
  })
  .meta({ id: "ReconcileInput", example: { from: "2026-11-01", to: "2026-11-01" } });
/** A parsed `ReconcileInput`. */
export type ReconcileInput = z.infer<typeof ReconcileInput>;

/** Schema of what a comparison of the books found, day by day. */
export const Reconciliation = z
  .object({
    days: z.array(
      z.object({
        day: Day,
        isComplete: z
          .boolean()
          .describe("False when the gateway did not list its day in full: nothing is concluded"),
        transactions: z.int().nonnegative(),
        looked: z.int().nonnegative(),
        differences: z.int().nonnegative().describe("New ones"),
      }),
    ),
    next: Day.nullable().describe("From where to go on: the time of one request was over"),
  })
  .meta({ id: "Reconciliation" });
/** A parsed `Reconciliation`. */
export type Reconciliation = z.infer<typeof Reconciliation>;

/** Schema of a page of differences, newest first. */
export const DifferencePage = keysetPageOf(PaymentDifference);
