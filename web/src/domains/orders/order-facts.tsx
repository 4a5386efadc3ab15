/** Where an order goes, and who ordered it. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import type { ReactNode } from "react";
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import type { Messages } from "#messages/messages.ts";
import frame from "./frame.module.css";

interface FactsProps {
  order: Order;
  lang: Locale;
  texts: Messages["orders"];
}

/** Draws number, times, address and what the courier is asked. */
export function OrderFacts({ order, lang, texts }: FactsProps) {
  const { shippingAddress: to, contact } = order;
  return (
    <dl className={frame.facts}>
      <Fact label={texts.number}>{order.number}</Fact>
      <Fact label={texts.placed}>{shownTime(order.placedAt, lang, "minute")}</Fact>
      {order.paidAt && <Fact label={texts.paid}>{shownTime(order.paidAt, lang, "minute")}</Fact>}
      <Fact label={texts.contact}>
        <span lang={languageOf(contact.name)}>{contact.name}</span>
        <br />
        {contact.email}
        {contact.phone && (
          <>
            <br />
            {contact.phone}
          </>
        )}
      </Fact>
      <Fact label={texts.to}>
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
      </Fact>
      {order.memo && (
        <Fact label={texts.memo}>
          <span lang={languageOf(order.memo)}>{order.memo}</span>
        </Fact>
      )}
    </dl>
  );
}

/** Draws one fact with its name. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
