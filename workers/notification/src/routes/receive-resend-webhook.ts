/** `POST /api/notifications/webhooks/resend`: mails that came back. The signature is over the bytes, so they are read as they came. */
import { err } from "@edgemart/contracts/result";
import { readBody } from "@edgemart/worker-kit/read-body";
import { reply } from "@edgemart/worker-kit/reply";
import { resendReturn } from "../core/returned-mail.ts";
import type { Route } from "./route.ts";

const BOUNDS = { bytesMax: 64 * 1024, withinMs: 4_000 };

/** Takes one in; what is signed and of another kind is answered, and leaves nothing. */
export const receiveResendWebhook: Route<"receiveResendWebhook"> = async (c) => {
  const { deps } = c.var;
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    return err("unsupported_media_type");
  }
  const read = await readBody(c.req.raw.body, BOUNDS);
  if (!read.ok) return read;
  const webhook = deps.readWebhook(new TextDecoder().decode(read.value), (name) =>
    c.req.header(name),
  );
  if (webhook === null) return err("webhook_signature_invalid");
  const returned = resendReturn(webhook.body);
  if (returned) {
    await deps.returns.keep({ provider: "resend", messageId: webhook.id, ...returned });
  }
  return reply(200, null);
};
