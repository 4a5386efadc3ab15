/** What follows paying, on the wire: parcels and returns. @see specs/orders.md 39, 40 */
import { z } from "zod";
import { CART_LINES_MAX, CART_QUANTITY_MAX } from "./cart-lines.ts";
import { LineQuantity } from "./order.ts";
import { RefundAccount } from "./payment.ts";
import { trimmedText } from "./text.ts";

/**
 * Carriers, each with its name and the address that follows a parcel; `{number}` is the tracking number.
 *
 * No test opens these addresses: look at each before a deployment.
 */
export const CARRIERS = {
  cj: {
    ko: "CJ대한통운",
    en: "CJ Logistics",
    track: "https://trace.cjlogistics.com/next/tracking.html?wblNo={number}",
  },
  post: {
    ko: "우체국택배",
    en: "Korea Post",
    track: "https://service.epost.go.kr/trace.RetrieveDomRigiTraceList.comm?sid1={number}",
  },
  hanjin: {
    ko: "한진택배",
    en: "Hanjin",
    track:
      "https://www.hanjin.com/kor/CMS/DeliveryMgr/WaybillResult.do?mCode=MN038&schLang=KR&wblnumText2={number}",
  },
  lotte: {
    ko: "롯데택배",
    en: "Lotte",
    track: "https://www.lotteglogis.com/home/reservation/tracking/linkView?InvNo={number}",
  },
  logen: {
    ko: "로젠택배",
    en: "Logen",
    track: "https://www.ilogen.com/web/personal/trace/{number}",
  },
} as const satisfies Record<string, { ko: string; en: string; track: string }>;

/** A carrier's short name. */
export const Carrier = z.enum(Object.keys(CARRIERS) as [keyof typeof CARRIERS]);
/** A parsed `Carrier`. */
export type Carrier = z.infer<typeof Carrier>;

/** The number a carrier gave a parcel. */
export const TrackingNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-Z-]{6,30}$/, "must be 6 to 30 digits, letters or hyphens");

/** Gives the address that follows a parcel. */
export function trackingUrlOf(carrier: Carrier, trackingNumber: string): string {
  return CARRIERS[carrier].track.replace("{number}", encodeURIComponent(trackingNumber));
}

/** Why goods come back. All but `changed_mind` are the shop's to pay for. */
export const ReturnReason = z.enum(["changed_mind", "defective", "wrong_item", "not_as_described"]);
/** A parsed `ReturnReason`. */
export type ReturnReason = z.infer<typeof ReturnReason>;

/** Days after delivery until whose end, in Seoul, a return may be asked for. */
export const RETURN_DAYS = {
  changed_mind: 7,
  defective: 90,
  wrong_item: 90,
  not_as_described: 90,
} as const satisfies Record<ReturnReason, number>;

const lines = z.array(LineQuantity).min(1).max(CART_LINES_MAX);

/** Asks to send units back. */
export const ReturnInput = z.strictObject({
  lines,
  reason: ReturnReason,
  note: trimmedText(200).default(""),
  refundAccount: RefundAccount.optional(),
});
/** A parsed `ReturnInput`. */
export type ReturnInput = z.infer<typeof ReturnInput>;

/** A parcel that is being packed. */
export const ShipmentInput = z.strictObject({
  lines: lines.optional().describe("All that is neither cancelled nor in a parcel, where absent"),
  reason: trimmedText(200).default(""),
});
/** A parsed `ShipmentInput`. */
export type ShipmentInput = z.infer<typeof ShipmentInput>;

/** A parcel that was handed to its carrier. */
export const ShipInput = z.strictObject({
  carrier: Carrier,
  trackingNumber: TrackingNumber,
  reason: trimmedText(200).default(""),
});
/** A parsed `ShipInput`. */
export type ShipInput = z.infer<typeof ShipInput>;

/** What arrived of a return, and how much of that can be sold again. */
export const ReceiptInput = z.strictObject({
  lines: z
    .array(
      z
        .strictObject({
          line: z.int().positive(),
          received: z.int().min(0).max(CART_QUANTITY_MAX),
          restocked: z.int().min(0).max(CART_QUANTITY_MAX),
        })
        .refine(({ received, restocked }) => restocked <= received, {
          message: "must be at most what arrived",
          path: ["restocked"],
        }),
    )
    .min(1)
    .max(CART_LINES_MAX),
  reason: trimmedText(200).default(""),
});
/** A parsed `ReceiptInput`. */
export type ReceiptInput = z.infer<typeof ReceiptInput>;
