/** The way out by text message: Alimtalk where a template is approved, else SMS. One suite judges every adapter: `test/sms-senders.test.ts`. @see specs/notifications.md 35 */

import type { SendOutcome } from "../core/delivery.ts";
import type { TextContent } from "../core/text-message.ts";

/** A message to one number. */
export interface TextMessage extends TextContent {
  /** A mobile number of Korea, E.164. */
  to: string;
  /** The delivery's id. */
  key: string;
}

/** A provider of text messages. */
export interface SmsSender {
  name: "none" | "mailbox" | "solapi";
  /** The shop sends none: no message is planned. */
  isOff?: true;
  /** It drops a message whose key came before. */
  hasKeys: boolean;
  /** Sends one message to one number. Never throws: what went wrong is an outcome. */
  send(message: TextMessage): Promise<SendOutcome>;
}
