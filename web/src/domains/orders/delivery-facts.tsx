/** Parcels of an order: what is in each, who carries it, and where it is. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order, Shipment } from "@edgemart/contracts/order";
import { CARRIERS, Carrier } from "@edgemart/contracts/order-fulfilment";
import { shownTime } from "#components/shown-time.ts";
import { fill, type Messages } from "#messages/messages.ts";
import frame from "./frame.module.css";
import { localText } from "./local-text.ts";
import styles from "./order.module.css";

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
      <h2>{texts.parcels}</h2>
      <ul className={styles.changes}>
        {sent.map((parcel) => (
          <Parcel key={parcel.id} {...{ lang, texts, order, parcel }} />
        ))}
      </ul>
    </section>
  );
}

function Parcel({ order, lang, texts, parcel }: DeliveryProps & { parcel: Shipment }) {
  const { state, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt, lines } = parcel;
  const at = deliveredAt ?? shippedAt;
  const titleOf = (line: number) => {
    const found = order.lines.find((each) => each.line === line);
    return found ? localText(found.title, lang) : "";
  };
  return (
    <li className={styles.change}>
      <p className={styles.changeHead}>
        <strong>{texts.parcelStates[state]}</strong>
        {at && <span className={frame.soft}>{shownTime(at, lang, "minute")}</span>}
      </p>
      {carrier && (
        <p>
          {carrierName(carrier, lang)} ·{" "}
          {trackingUrl ? (
            <a
              aria-label={fill(texts.trackOf, { number: trackingNumber ?? "" })}
              className={frame.way}
              href={trackingUrl}
              rel="noreferrer"
            >
              {trackingNumber}
            </a>
          ) : (
            trackingNumber
          )}
        </p>
      )}
      <p className={frame.soft}>
        {lines
          .map(({ line, quantity }) =>
            fill(texts.unitsOf, { title: titleOf(line), units: quantity }),
          )
          .join(", ")}
      </p>
    </li>
  );
}

/** A carrier's name in the language of the page; what is none of the table is shown as it is. */
export function carrierName(carrier: string, lang: Locale): string {
  const known = Carrier.safeParse(carrier).data;
  return known ? CARRIERS[known][lang] : carrier;
}
