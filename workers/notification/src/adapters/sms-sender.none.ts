/** No provider: the shop sends no text messages. */
import type { SmsSender } from "../ports/sms-sender.ts";

/** What leaves nothing. */
export const noTexts: SmsSender = {
  name: "none",
  isOff: true,
  hasKeys: true,
  send: async () => ({ kind: "permanent", why: "no_sender" }),
};
