/** Sends text messages to the mailbox of this laptop. @see tools/local/mailbox */
import type { SendOutcome } from "../core/delivery.ts";
import type { SmsSender } from "../ports/sms-sender.ts";
import { mailboxOutcome } from "./email-sender.mailbox.ts";
import { askProvider } from "./send-http.ts";

/** Makes the sender. @param baseUrl of the mailbox, without a slash at its end */
export function mailboxTexts(baseUrl: string): SmsSender {
  return {
    name: "mailbox",
    hasKeys: true,
    async send(message): Promise<SendOutcome> {
      return mailboxOutcome(
        await askProvider(`${baseUrl}/texts`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(message),
        }),
      );
    },
  };
}
