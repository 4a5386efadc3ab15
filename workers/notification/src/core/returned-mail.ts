/** What a provider says of a mail that came back. Of its message only type and ids are read: the address is not needed. Pure. @see specs/notifications.md 28 */
import { z } from "zod";

/** How a mail came back: its address takes nothing, its reader complained, or the provider itself refused it later. */
export const RETURNS = ["bounced", "complained", "rejected"] as const;
/** One of them. */
export type Return = (typeof RETURNS)[number];

/** A mail that came back, by its provider's id. */
export interface ReturnedMail {
  providerId: string;
  kind: Return;
}

const Id = z.string().min(1).max(200);
const bounceOf = (types: readonly [string, ...string[]]) =>
  z.object({ type: z.enum(types) }).optional();

/** @see https://resend.com/docs/webhooks/emails/bounced */
const Resend = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("email.bounced"),
    // A transient one is tried again by the provider.
    data: z.object({ email_id: Id, bounce: bounceOf(["Permanent"]) }),
  }),
  z.object({ type: z.literal("email.complained"), data: z.object({ email_id: Id }) }),
]);

const CLOUDFLARE = "cf.email.sending.message.";
const ids = { eventId: Id, messageId: Id };
/** @see https://developers.cloudflare.com/email-service/platform/event-subscriptions/ */
const Cloudflare = z.discriminatedUnion("type", [
  z.object({
    type: z.literal(`${CLOUDFLARE}bounced`),
    payload: z.object({ ...ids, bounce: bounceOf(["hard"]) }),
  }),
  z.object({ type: z.literal(`${CLOUDFLARE}complained`), payload: z.object(ids) }),
  z.object({ type: z.literal(`${CLOUDFLARE}rejected`), payload: z.object(ids) }),
]);

/** Reads the body of a webhook of Resend; null for what is no mail that came back. */
export function resendReturn(body: unknown): ReturnedMail | null {
  const read = Resend.safeParse(body);
  if (!read.success) return null;
  const { type, data } = read.data;
  return {
    providerId: data.email_id,
    kind: type === "email.complained" ? "complained" : "bounced",
  };
}

/** Reads an event of Cloudflare Email Service; null for what is no mail that came back. */
export function cloudflareReturn(body: unknown): (ReturnedMail & { messageId: string }) | null {
  const read = Cloudflare.safeParse(body);
  if (!read.success) return null;
  const { type, payload } = read.data;
  // Guarantee of the cast: the schema names these three.
  const kind = type.slice(CLOUDFLARE.length) as Return;
  return { messageId: payload.eventId, providerId: payload.messageId, kind };
}
