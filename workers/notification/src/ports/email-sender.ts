/** The way out by e-mail. One suite judges every adapter: `test/email-sender.conformance.ts`. @see specs/notifications.md 14, 15, 22, 29 */
import type { SendOutcome } from "../core/delivery.ts";
import type { EmailMessage } from "../core/email-message.ts";

/** A provider of e-mail. */
export interface EmailSender {
  name: "mailbox" | "resend" | "cloudflare" | "none";
  /** Nothing leaves: every message is left out, and none waits for another day. */
  isOff?: true;
  /** It drops a message whose key came before. */
  hasKeys: boolean;
  /** Sends one message to one recipient. Never throws: what went wrong is an outcome. */
  send(message: EmailMessage): Promise<SendOutcome>;
}
