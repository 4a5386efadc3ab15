/** Changes and shipments of an order as the Worker reads them. Pure. */
import { z } from "zod";
import { fields, Time } from "./fields.ts";

const minor = z.int().nonnegative();

/** A line of a change. */
const ChangeLineRow = z.preprocess(
  fields,
  z.object({
    line: z.int(),
    quantity: z.int(),
    received: z.int().nullable(),
    restocked: z.int().nullable(),
    cardMinor: minor,
    pointAmount: minor,
  }),
);

/** A cancellation, a return or goodwill. */
export const ChangeRow = z.preprocess(
  fields,
  z.object({
    id: z.string(),
    kind: z.enum(["cancel", "return", "goodwill"]),
    state: z.string(),
    version: z.int(),
    n: z.int(),
    reason: z.string(),
    note: z.string(),
    feeMinor: minor,
    cardMinor: minor,
    pointAmount: minor,
    refundId: z.string(),
    needsAccount: z.boolean(),
    failure: z.string().nullable(),
    approvedAt: Time.nullable(),
    receivedAt: Time.nullable(),
    refundDueAt: Time.nullable(),
    createdAt: Time,
    lines: z.array(ChangeLineRow),
  }),
);
/** A parsed `ChangeRow`. */
export type ChangeRow = z.output<typeof ChangeRow>;

/** A parcel. */
export const ShipmentRow = z.preprocess(
  fields,
  z.object({
    id: z.string(),
    state: z.enum(["PREPARING", "SHIPPED", "DELIVERED", "VOID"]),
    version: z.int(),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    shippedAt: Time.nullable(),
    deliveredAt: Time.nullable(),
    lines: z.array(z.object({ line: z.int(), quantity: z.int() })),
  }),
);
/** A parsed `ShipmentRow`. */
export type ShipmentRow = z.output<typeof ShipmentRow>;
