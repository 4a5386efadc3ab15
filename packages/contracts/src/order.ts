/** Orders on the wire: what is asked for, and an order as its owner sees it. @see specs/orders.md A, F
 * Longer than 250 lines: one API is read in one place. */
import { z } from "zod";
import { AddressInput } from "./address.ts";
import { CartSku } from "./cart.ts";
import { CART_LINES_MAX, CART_QUANTITY_MAX } from "./cart-lines.ts";
import { Email } from "./email.ts";
import { ChangeId, OrderId, ProductId, ShipmentId } from "./ids.ts";
import { Locale, LocalText } from "./locale.ts";
import { Money } from "./money.ts";
import { AmountInput, Payment, RefundAccount } from "./payment.ts";
import { line, trimmedText } from "./text.ts";
import { Timestamp } from "./time.ts";
import { statesOf } from "./transitions.ts";

/** The most an order may cost, in minor units of any currency. */
export const ORDER_TOTAL_MAX = 100_000_000;
/** Attempts to pay one order. */
export const ATTEMPTS_MAX = 5;
/** Unpaid orders of one caller. */
export const UNPAID_MAX = 3;

const phone = z.string().regex(/^\+?[0-9][0-9 -]{6,18}[0-9]$/, "must be a telephone number");

/** The token of a guest's order, as `X-Order-Token` carries it. */
export const OrderToken = z.string().regex(/^ot1\.[A-Za-z0-9_-]{43}$/, "must be an order's token");

/** A coupon's code; case does not matter. */
export const CouponCode = z
  .string()
  .regex(/^[A-Za-z0-9-]{6,24}$/, "must be 6 to 24 letters, digits or hyphens")
  .transform((code) => code.toUpperCase());

/** An order's number as people read it: `7KQ2-M4XT-9B`. */
export const OrderNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(
    /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/,
    "must be an order's number",
  );

/** One thing that is ordered: a SKU, or a product of one variant; `price` is the unit price the caller saw. */
export const OrderItemInput = z
  .strictObject({
    sku: CartSku.optional(),
    productId: ProductId.optional(),
    quantity: z.int().min(1).max(CART_QUANTITY_MAX),
    price: AmountInput.optional(),
  })
  .refine(({ sku, productId }) => (sku === undefined) !== (productId === undefined), {
    message: "must name a sku or a productId, and not both",
    path: ["sku"],
  });
/** A parsed `OrderItemInput`. */
export type OrderItemInput = z.infer<typeof OrderItemInput>;

/** Who orders; a member's is filled in from the account. */
export const ContactInput = z.strictObject({
  name: line(80),
  email: Email,
  phone: phone.nullable().default(null),
});
/** A parsed `ContactInput`. */
export type ContactInput = z.infer<typeof ContactInput>;

/** An address as the source system wrote it: in Korea, to the member's own name. */
export const SourceAddressInput = z.strictObject({
  street: line(120),
  city: line(80),
  zipCode: z.string().regex(/^\d{5}$/, "must be five digits"),
});

/** What is ordered, and what decides its price. */
const priced = {
  items: z.array(OrderItemInput).min(1).max(CART_LINES_MAX),
  shippingMethod: z
    .string()
    .max(40)
    .optional()
    .describe("The first that delivers there, where absent"),
  couponCode: CouponCode.optional(),
};

/** What is asked the price of. */
export const QuoteInput = z.strictObject({
  ...priced,
  postcode: z.string().max(12).optional().describe("Some areas cost more"),
  replaces: OrderId.optional().describe(
    "A pending order of the caller whose place this one would take: its stock and its coupon count as free",
  ),
});
/** A parsed `QuoteInput`. */
export type QuoteInput = z.infer<typeof QuoteInput>;

/** An order to be placed. */
export const OrderInput = z.strictObject({
  ...priced,
  contact: ContactInput.optional(),
  shippingAddress: z.union([AddressInput, SourceAddressInput]),
  memo: z.union([z.literal(""), line(100)]).default(""),
  expectedTotal: AmountInput.optional().describe(
    "What the caller saw; another total is `price_changed`",
  ),
  replaces: OrderId.optional().describe(
    "A pending order of the caller that this one takes the place of",
  ),
  locale: Locale.default("ko"),
});
/** A parsed `OrderInput`. */
export type OrderInput = z.infer<typeof OrderInput>;

/** What is wrong with a line of a quote. */
export const LineProblem = z.enum([
  "gone",
  "short",
  "several_variants",
  "price_changed",
  "currency_mixed",
]);

/** A line as it would be sold now. */
export const QuoteLine = z.object({
  sku: z.string().nullable(),
  productId: z.string().nullable(),
  slug: z.string().nullable(),
  title: LocalText.nullable(),
  options: z.array(LocalText),
  pictureId: z.string().nullable(),
  unit: Money.nullable(),
  quantity: z.int(),
  available: z.int().nonnegative().describe("At most 99"),
  problem: LineProblem.nullable(),
});
/** A parsed `QuoteLine`. */
export type QuoteLine = z.infer<typeof QuoteLine>;

/** A way of delivery and what it costs for this order. */
export const ShippingChoice = z.object({ id: z.string(), name: LocalText, fee: Money });

/** The price of an order before it is placed. */
export const Quote = z
  .object({
    lines: z.array(QuoteLine),
    itemsTotal: Money,
    discount: Money,
    shipping: Money,
    total: Money,
    shippingMethods: z.array(ShippingChoice),
    shippingMethod: z.string().nullable(),
    coupon: z.object({ code: z.string(), name: LocalText }).nullable(),
    /** The error code that placing would answer for the coupon or for the entire order; null when it would go through. */
    problem: z.string().nullable(),
    problemDetail: z.string().nullable(),
    pointsUsable: z.int().nonnegative().describe("0 for a guest"),
    pointsToEarn: z.int().nonnegative(),
    degraded: z.array(z.string()).describe("Services that did not answer"),
  })
  .meta({ id: "Quote" });
/** A parsed `Quote`. */
export type Quote = z.infer<typeof Quote>;

/** State of an order. */
export const OrderStatus = z.enum(statesOf("order"));

/** How far an order is on its way; derived from its shipments. */
export const Fulfilment = z.enum(["none", "preparing", "part_shipped", "shipped", "delivered"]);
/** A parsed `Fulfilment`. */
export type Fulfilment = z.infer<typeof Fulfilment>;

/** What an owner may do with an order now. */
export const OrderAction = z.enum([
  "pay",
  "cancel",
  "cancel_part",
  "change_address",
  "return",
  "receive",
  "withdraw_return",
  "give_account",
]);
/** A parsed `OrderAction`. */
export type OrderAction = z.infer<typeof OrderAction>;

/** A line of an order: what it was when it was bought. */
export const OrderLine = z.object({
  line: z.int().positive(),
  sku: z.string(),
  productId: z.string(),
  title: LocalText,
  options: z.array(LocalText),
  pictureId: z.string().nullable(),
  unit: Money,
  quantity: z.int().positive(),
  discount: Money,
  /** Of the goods, after the discount. */
  total: Money,
  cancelled: z.int().nonnegative(),
  shipped: z.int().nonnegative(),
  returned: z.int().nonnegative(),
  /** What of `total` was paid by card or cash, and what by points; 0 before an attempt. Units give back their share. */
  card: Money,
  points: z.int().nonnegative(),
  /** Units that were sent, are not returned and are in no open return. */
  returnable: z.int().nonnegative(),
});
/** A parsed `OrderLine`. */
export type OrderLine = z.infer<typeof OrderLine>;

/** A parcel. */
export const Shipment = z
  .object({
    id: ShipmentId,
    state: z.enum(statesOf("shipment")),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
    lines: z.array(z.object({ line: z.int(), quantity: z.int() })),
    shippedAt: Timestamp.nullable(),
    deliveredAt: Timestamp.nullable(),
    version: z.int().positive(),
  })
  .meta({ id: "Shipment" });
/** A parsed `Shipment`. */
export type Shipment = z.infer<typeof Shipment>;

/** A cancellation, a return or goodwill, and what it gives back. */
export const OrderChange = z
  .object({
    id: ChangeId,
    kind: z.enum(["cancel", "return", "goodwill"]),
    state: z.enum([...new Set([...statesOf("cancel"), ...statesOf("return")])] as [
      string,
      ...string[],
    ]),
    reason: z.string(),
    note: z.string().describe("What the owner wrote to a return"),
    lines: z.array(z.object({ line: z.int(), quantity: z.int(), received: z.int().nullable() })),
    fee: Money,
    card: Money,
    points: z.int().nonnegative(),
    needsAccount: z.boolean(),
    refundDueAt: Timestamp.nullable().describe("When the money of a return that arrived is due"),
    createdAt: Timestamp,
    version: z.int().positive(),
  })
  .meta({ id: "OrderChange" });
/** A parsed `OrderChange`. */
export type OrderChange = z.infer<typeof OrderChange>;

/** Until when units may be sent back, and what it costs. */
export const ReturnTerms = z
  .object({
    /** Deducted for a change of mind, from card money first; a fault is the shop's to pay for. */
    fee: Money,
    changedMindUntil: Timestamp.nullable().describe("Null until everything is delivered"),
    faultyUntil: Timestamp.nullable().describe("Null until everything is delivered"),
  })
  .meta({ id: "ReturnTerms" });
/** A parsed `ReturnTerms`. */
export type ReturnTerms = z.infer<typeof ReturnTerms>;

/** An order as its owner sees it. */
export const Order = z
  .object({
    id: OrderId,
    number: z.string(),
    status: OrderStatus,
    fulfilment: Fulfilment,
    version: z.int().positive().describe("Grows with every change; the ETag"),
    memberId: z.string().nullable(),
    contact: z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() }),
    shippingAddress: z.object({
      recipient: z.string(),
      phone: z.string().nullable(),
      country: z.string(),
      postcode: z.string(),
      line1: z.string(),
      line2: z.string().nullable(),
    }),
    memo: z.string(),
    lines: z.array(OrderLine),
    itemsTotal: Money,
    discount: Money,
    shipping: Money,
    shippingMethod: z.string().nullable(),
    total: Money,
    /** Of the card or cash part: a part of `card`, not on top of it. */
    vat: Money,
    card: Money,
    pointsUsed: z.int().nonnegative(),
    pointsToEarn: z.int().nonnegative(),
    couponCode: z.string().nullable(),
    payment: Payment.nullable().describe(
      "Null before an attempt, and while payment does not answer",
    ),
    shipments: z.array(Shipment),
    changes: z.array(OrderChange),
    returnTerms: ReturnTerms.nullable().describe("Null while nothing was sent"),
    actions: z.array(OrderAction),
    /** Why it ended without being completed: `sold_out`, `expired`, `cancelled`, `replaced` … */
    reason: z.string().nullable(),
    /** When the state ends by itself. */
    deadlineAt: Timestamp.nullable(),
    cancelRequested: z.boolean(),
    attemptsLeft: z.int().nonnegative(),
    placedAt: Timestamp,
    paidAt: Timestamp.nullable(),
    deliveredAt: Timestamp.nullable(),
    closedAt: Timestamp.nullable(),
    degraded: z.array(z.string()).describe("Services that did not answer"),
  })
  .meta({ id: "Order" });
/** A parsed `Order`. */
export type Order = z.infer<typeof Order>;

/** The answer to placing: a guest gets the order's token with it, and with each repeat of the same key. */
export const PlacedOrder = Order.extend({ token: z.string().optional() }).meta({
  id: "PlacedOrder",
});
/** A parsed `PlacedOrder`. */
export type PlacedOrder = z.infer<typeof PlacedOrder>;

/** An order in a list. */
export const OrderCard = Order.pick({
  id: true,
  number: true,
  status: true,
  fulfilment: true,
  total: true,
  placedAt: true,
  paidAt: true,
  deadlineAt: true,
})
  .extend({
    title: LocalText.describe("Of the first line"),
    pictureId: z.string().nullable(),
    lineCount: z.int().positive(),
    hasRefund: z.boolean(),
  })
  .meta({ id: "OrderCard" });
/** A parsed `OrderCard`. */
export type OrderCard = z.infer<typeof OrderCard>;

/** Units of a line. */
export const LineQuantity = z.strictObject({
  line: z.int().positive(),
  quantity: z.int().min(1).max(CART_QUANTITY_MAX),
});
/** A parsed `LineQuantity`. */
export type LineQuantity = z.infer<typeof LineQuantity>;

/** Cancels an order, or units of it. */
export const CancelInput = z.strictObject({
  lines: z
    .array(LineQuantity)
    .min(1)
    .max(CART_LINES_MAX)
    .optional()
    .describe("All of it, where absent"),
  reason: trimmedText(200).default(""),
  refundAccount: RefundAccount.optional(),
});
/** A parsed `CancelInput`. */
export type CancelInput = z.infer<typeof CancelInput>;

/** Changes where an order goes, its memo or the telephone number of the delivery. */
export const DeliveryInput = z
  .strictObject({
    shippingAddress: z.union([AddressInput, SourceAddressInput]).optional(),
    memo: z.union([z.literal(""), line(100)]).optional(),
    phone: phone.nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "must change something");
/** A parsed `DeliveryInput`. */
export type DeliveryInput = z.infer<typeof DeliveryInput>;

/** Orders of a guest that a member takes over, each with its token. */
export const ClaimInput = z.strictObject({
  orders: z
    .array(z.strictObject({ id: OrderId, token: OrderToken }))
    .min(1)
    .max(8),
});
/** A parsed `ClaimInput`. */
export type ClaimInput = z.infer<typeof ClaimInput>;

/** Finds a guest's order. */
export const LookupInput = z.strictObject({ number: OrderNumber, email: Email });
/** A parsed `LookupInput`. */
export type LookupInput = z.infer<typeof LookupInput>;

/** An order as somebody sees it who knows its number and e-mail, and no more. */
export const MaskedOrder = z
  .object({
    number: z.string(),
    status: OrderStatus,
    fulfilment: Fulfilment,
    name: z.string().describe("Masked: 김*아"),
    district: z.string(),
    titles: z.array(z.object({ title: LocalText, quantity: z.int() })),
    total: Money,
    shipments: z.array(
      Shipment.pick({ state: true, carrier: true, trackingNumber: true, trackingUrl: true }),
    ),
    placedAt: Timestamp,
    paidAt: Timestamp.nullable(),
  })
  .meta({ id: "MaskedOrder" });
/** A parsed `MaskedOrder`. */
export type MaskedOrder = z.infer<typeof MaskedOrder>;
