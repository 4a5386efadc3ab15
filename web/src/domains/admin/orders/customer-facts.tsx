/** Who ordered, where it goes, and when what happened. */
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import type { OrderOnDesk } from "./order-on-desk.ts";

/** Draws contact, address and times. */
export function CustomerFacts({ desk, order }: OrderOnDesk) {
  const { lang, messages } = desk;
  const texts = messages.admin.order;
  const { contact, shippingAddress: to } = order;
  const times = [
    [texts.placed, order.placedAt],
    [texts.paidAt, order.paidAt],
    [texts.deliveredAt, order.deliveredAt],
    [texts.closedAt, order.closedAt],
  ] as const;
  return (
    <dl className={styles.facts}>
      <dt>{texts.customer}</dt>
      <dd>
        <span lang={languageOf(contact.name)}>{contact.name}</span>
        <br />
        {contact.email}
        <br />
        {contact.phone && (
          <>
            {contact.phone}
            <br />
          </>
        )}
        {order.memberId ? (
          <a href={`/${lang}/admin/members/${order.memberId}`}>{texts.member}</a>
        ) : (
          texts.guest
        )}
      </dd>
      <dt>{texts.to}</dt>
      <dd>
        <span lang={languageOf(to.recipient)}>{to.recipient}</span>
        <br />
        <span lang={languageOf(to.line1)}>
          ({to.postcode}) {to.line1} {to.line2}
        </span>
        {to.phone && (
          <>
            <br />
            {to.phone}
          </>
        )}
      </dd>
      {order.memo && (
        <>
          <dt>{texts.memo}</dt>
          <dd lang={languageOf(order.memo)}>{order.memo}</dd>
        </>
      )}
      {times.map(([term, at]) =>
        at === null ? null : (
          <TimeFact key={term} term={term} text={shownTime(at, lang, "second")} at={at} />
        ),
      )}
      {order.reason && (
        <>
          <dt>{texts.ended}</dt>
          <dd>{trailWord(texts.endedReasons, order.reason)}</dd>
        </>
      )}
    </dl>
  );
}

/** Draws a time with its name, as two items of a list of facts. */
export function TimeFact({ term, at, text }: { term: string; at: string; text: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <time dateTime={at}>{text}</time>
      </dd>
    </>
  );
}
