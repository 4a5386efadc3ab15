/** Says that this browser holds guest orders, and takes them over on a click; never by itself. @see specs/orders.md 48 */
import type { Locale } from "@edgemart/contracts/locale";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./order.module.css";

interface ClaimProps {
  lang: Locale;
  messages: Messages;
  /** The member who would have them. */
  owner: string;
  /** Guest orders of this browser. */
  count: number;
}

/** Draws the panel; nothing where there is no such order. */
export function ClaimPanel({ lang, messages, owner, count }: ClaimProps) {
  const texts = messages.orders.claim;
  if (count === 0) return null;
  return (
    <section aria-labelledby="claim" className={styles.claim}>
      <h2 id="claim">{texts.title}</h2>
      <p>{fill(texts.text, { count })}</p>
      <form action="/api/order/claim" method="post">
        <OwnerFields lang={lang} owner={owner} />
        <SubmitButton pending={texts.pending} text={texts.submit} />
      </form>
    </section>
  );
}
