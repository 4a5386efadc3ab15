/** Parcels of an order and where they are. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import { shownTime } from "#components/shown-time.ts";
import type { Messages } from "#messages/messages.ts";
import frame from "./frame.module.css";
import { Fact } from "./order-facts.tsx";

interface DeliveryProps {
  order: Order;
  lang: Locale;
  texts: Messages["orders"];
}

/** Draws each parcel with its carrier and tracking number; nothing before there is one. */
export function DeliveryFacts({ order, lang, texts }: DeliveryProps) {
  const sent = order.shipments.filter(({ state }) => state !== "VOID");
  if (sent.length === 0) return null;
  return (
    <section className={frame.section}>
      <h2>{texts.delivery}</h2>
      <dl className={frame.facts}>
        {sent.map(({ id, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt }) => (
          <Fact
            key={id}
            label={deliveredAt ? texts.fulfilments.delivered : texts.fulfilments.shipped}
          >
            {carrier} {texts.tracking}{" "}
            {trackingUrl ? (
              <a href={trackingUrl} rel="noreferrer">
                {trackingNumber}
              </a>
            ) : (
              trackingNumber
            )}
            {(deliveredAt ?? shippedAt) && (
              <> · {shownTime(deliveredAt ?? shippedAt ?? "", lang, "minute")}</>
            )}
          </Fact>
        ))}
      </dl>
    </section>
  );
}
