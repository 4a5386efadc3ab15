/** No provider: a preview's shop writes to no one. */
import type { EmailSender } from "../ports/email-sender.ts";

/** What leaves nothing. */
export const noSender: EmailSender = {
  name: "none",
  isOff: true,
  hasKeys: true,
  send: async () => ({ kind: "permanent", why: "no_sender" }),
};
