/** Mails that came back, and the addresses that are left alone since. @see specs/notifications.md 28 */
import type { ReturnedMail } from "../core/returned-mail.ts";

/** Why nothing is sent to an address. */
export type Suppressed = "hard_bounce" | "complaint";

/** A message of a provider about a mail. */
export interface ReturnMessage extends ReturnedMail {
  provider: "resend" | "cloudflare";
  /** The provider's id of this message: the same twice is one. */
  messageId: string;
}

/** Returns: each method is one statement. */
export interface Returns {
  /**
   * Marks the mail, leaves its address alone, and puts it into the inbox. False for a mail that is not ours, and a repeat.
   *
   * A message may come before its mail is noted as sent: it is kept for a day, and looked at again.
   */
  keep(message: ReturnMessage): Promise<boolean>;
  /** Looks again at messages that came before their mail was noted. @returns how many are done now */
  lookAgain(): Promise<number>;
  /** Gives those of the digests whose addresses are left alone, with the reason. */
  suppressed(digests: readonly string[]): Promise<Map<string, Suppressed>>;
}

/** Makes the digest under which an address is known here; null for what is no address. */
export type DigestAddress = (address: string) => Promise<string | null>;

/** A webhook whose signature is right: its id, and its body where that is JSON. */
export type ReadWebhook = (
  raw: string,
  headerOf: (name: string) => string | undefined,
) => { id: string; body: unknown } | null;
