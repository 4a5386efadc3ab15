/** Points on the wire: 1 point is 1 KRW of an order's or reservation's price. @see specs/points.md */
import { z } from "zod";
import { MemberId, PaymentId } from "./ids.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { trimmedText } from "./text.ts";
import { Timestamp } from "./time.ts";

/** What moved points. CHARGE, EARN, REFUND add; USE, CANCEL, EXPIRE take; ADJUST does either. */
export const PointType = z.enum(["CHARGE", "USE", "REFUND", "CANCEL", "EARN", "EXPIRE", "ADJUST"]);
/** A parsed `PointType`. */
export type PointType = z.infer<typeof PointType>;

/** Why points moved, finer than the type: what a page puts into words. */
export const PointReason = z.enum([
  "spent",
  "given_back",
  "earned",
  "earning_taken_back",
  "debt_settled",
  "bought",
  "purchase_paid_back",
  "expired",
  "adjusted",
  "granted",
]);
/** A parsed `PointReason`. */
export type PointReason = z.infer<typeof PointReason>;

/** One line of a member's history: `balanceAfter` is the line's before plus `amount`. */
export const PointEntry = z
  .object({
    id: z.string(),
    type: PointType,
    reason: PointReason,
    amount: z.int(),
    balanceAfter: z.int().nonnegative(),
    referenceType: z.enum(["PAYMENT", "ORDER", "RESERVATION", "MANUAL", "LOT"]),
    referenceId: z.string(),
    description: z.string().describe("What an administrator or a program wrote; else empty"),
    createdAt: Timestamp,
  })
  .meta({ id: "PointEntry" });
/** A parsed `PointEntry`. */
export type PointEntry = z.infer<typeof PointEntry>;

/** What a member has. */
export const PointBalance = z
  .object({
    memberId: MemberId,
    balance: z.int().nonnegative(),
    available: z.int().nonnegative().describe("What can be spent now"),
    held: z.int().nonnegative().describe("In payments under way"),
    pending: z.array(
      z.object({ amount: z.int(), due: z.string().nullable(), orderId: z.string() }),
    ),
    pendingTotal: z.int().nonnegative(),
    owed: z.int().nonnegative().describe("Taken from the next earnings"),
    expiring: z.array(z.object({ amount: z.int().positive(), expiresAt: Timestamp })),
    histories: z.array(PointEntry).describe("The newest 20"),
    chargeable: z.int().nonnegative().describe("The most one charge may be now; 0 where none is"),
    charges: z
      .array(z.object({ paymentId: PaymentId, amount: z.int().positive(), chargedAt: Timestamp }))
      .describe("Charges none of whose points is spent or held: they can be paid back; newest 20"),
  })
  .meta({ id: "PointBalance" });
/** A parsed `PointBalance`. */
export type PointBalance = z.infer<typeof PointBalance>;

/** Which lines of the history are asked for. */
export const PointHistoryQuery = z.object({
  type: PointType.optional(),
  limit: PageLimit,
  cursor: Cursor,
});

/** A page of the history, newest first. */
export const PointHistory = keysetPageOf(PointEntry).meta({ id: "PointHistory" });
/** A parsed `PointHistory`. */
export type PointHistory = z.infer<typeof PointHistory>;

/** A line of the ledger as administrators see it: with its other side, and the lots it took points from. */
export const PointLedgerEntry = PointEntry.extend({
  account: z.enum(["issuance", "charge", "redemption", "expiry", "adjustment"]),
  lots: z.array(
    z.object({
      id: z.string(),
      amount: z.int().positive(),
      returned: z.int().nonnegative().describe("How much of it came back"),
    }),
  ),
}).meta({ id: "PointLedgerEntry" });
/** A parsed `PointLedgerEntry`. */
export type PointLedgerEntry = z.infer<typeof PointLedgerEntry>;

/** A page of the ledger of one member, newest first. */
export const PointLedger = keysetPageOf(PointLedgerEntry).meta({ id: "PointLedger" });

/** Least points used at once, where the total is not below it. @see specs/points.md 5 */
export const POINTS_USE_MIN = 100;
/** Least points of one charge. */
export const CHARGE_MIN = 1_000;
/** Most points of one charge. */
export const CHARGE_MAX = 1_000_000;

/** Opens a charge of points, or confirms one. */
export const ChargeInput = z
  .union([
    z.strictObject({
      amount: z.int().positive(),
      paymentMethod: z.literal("CARD").default("CARD"),
    }),
    z.strictObject({
      paymentId: PaymentId,
      amount: z.int().positive(),
      pgToken: z.string().regex(/^[A-Za-z0-9_-]{1,200}$/, "must be the gateway's key"),
    }),
  ])
  .meta({ id: "ChargeInput", example: { amount: 10_000, paymentMethod: "CARD" } });
/** A parsed `ChargeInput`. */
export type ChargeInput = z.infer<typeof ChargeInput>;

/** An administrator gives or takes points. */
export const AdjustInput = z.strictObject({
  memberId: MemberId,
  amount: z
    .int()
    .min(-1_000_000_000)
    .max(1_000_000_000)
    .refine((amount) => amount !== 0, "must not be 0"),
  reason: trimmedText(300)
    .refine((text) => text !== "", "must say why")
    .describe("Is shown to the member"),
});
/** A parsed `AdjustInput`. */
export type AdjustInput = z.infer<typeof AdjustInput>;
