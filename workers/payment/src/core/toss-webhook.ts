/** A webhook of Toss → which payment to look up. Nothing else in it is believed; new kinds may come at any time. Pure. */
import { createHash } from "node:crypto";
import { storableText } from "@edgemart/contracts/text";
import { z } from "zod";
import { secretDigest } from "./toss-payment.ts";

/** What cannot be stored is as nothing: a webhook of any kind is kept. */
const text = (max: number) => storableText(max).catch("");

/** `PAYMENT_STATUS_CHANGED` and its like, which name the payment within `data`; and the callback of a deposit. */
const Body = z.object({
  eventType: text(60).default(""),
  orderId: text(64).default(""),
  status: text(40).default(""),
  secret: z.string().max(200).nullish().catch(null),
  data: z
    .object({ orderId: text(64).default(""), status: text(40).default("") })
    .catch({ orderId: "", status: "" })
    .optional(),
});

/** What is kept of a webhook. */
export interface TossWebhook {
  id: string;
  /** '' where it names none. */
  paymentId: string;
  type: string;
  status: string;
  secretHash: string | null;
}

/** Reads a webhook. @param transmissionId the header's; without one the body's digest names it */
export function readTossWebhook(body: object, transmissionId: string | undefined): TossWebhook {
  const parsed = Body.parse(body);
  const { secret, data } = parsed;
  const isDeposit = parsed.eventType === "" && secret != null;
  return {
    id:
      transmissionId && /^[\x21-\x7e]{1,100}$/.test(transmissionId)
        ? transmissionId
        : createHash("sha256").update(JSON.stringify(body)).digest("hex"),
    paymentId: (isDeposit ? parsed.orderId : data?.orderId) ?? "",
    type: isDeposit ? "DEPOSIT_CALLBACK" : parsed.eventType,
    status: (isDeposit ? parsed.status : data?.status) ?? "",
    secretHash: secret == null ? null : secretDigest(secret),
  };
}
