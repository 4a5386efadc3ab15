/** Tokens by which a mail can be answered with "no more of these": no row is kept for them. @see specs/notifications.md 27 */
import type { RefusableCategory } from "@edgemart/contracts/unsubscribe";

/** What a token refuses: mails of one category to one member. */
export interface Refusal {
  memberId: string;
  category: RefusableCategory;
}

/** Makes and reads them. They never expire, and do nothing but refuse. */
export interface UnsubscribeTokens {
  make(refusal: Refusal): string;
  /** Null for what was not made here. */
  read(token: string): Refusal | null;
}
