/** The parcels of an order: what is in them, where they are, and what can be done with them. */

import type { Locale } from "@edgemart/contracts/locale";
import type { AdminOrder } from "@edgemart/contracts/order-administration";
import { CARRIERS } from "@edgemart/contracts/order-fulfilment";
import { shownTime } from "#components/shown-time.ts";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { ActForm } from "../parts/act-form.tsx";
import { partOf } from "../parts/part-of.ts";
import { TimeFact } from "./customer-facts.tsx";
import { LineUnits } from "./line-units.tsx";
import type { OrderOnDesk } from "./order-on-desk.ts";
import { goodsWord, unitsLeft } from "./order-parts.ts";
import { UnitFields } from "./unit-fields.tsx";

type Parcel = AdminOrder["shipments"][number];

/** Draws the parcels and the form that packs one. */
export function OrderParcels({ desk, order }: OrderOnDesk) {
  const texts = desk.messages.admin.order;
  const word = goodsWord(order);
  return (
    <>
      {word && <p className={styles.soft}>{texts[word]}</p>}
      {order.shipments.length === 0 && <p className={styles.soft}>{texts.noParcels}</p>}
      {order.shipments.map((parcel, at) => (
        <ParcelPart key={parcel.id} nth={at + 1} {...{ desk, order, parcel }} />
      ))}
      {order.actions.includes("ship") && (
        <ActForm
          act="prepare"
          desk={desk}
          part="ship"
          reason="optional"
          text={texts.act.prepareText}
          title={texts.act.prepare}
        >
          {(form) => (
            <UnitFields
              columns={[
                { field: "units", heading: texts.units, label: texts.unitsOf, isFilled: true },
              ]}
              desk={desk}
              form={form}
              most={unitsLeft(order)}
              mostLabel={texts.left}
              order={order}
            />
          )}
        </ActForm>
      )}
    </>
  );
}

interface ParcelProps extends OrderOnDesk {
  parcel: Parcel;
  nth: number;
}

function ParcelPart({ desk, order, parcel, nth }: ParcelProps) {
  const { lang, messages } = desk;
  const texts = messages.admin.order;
  const { id, state, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt } = parcel;
  return (
    <article aria-labelledby={id} className={styles.option}>
      <h3 id={id}>
        {fill(texts.parcel, { nth })}{" "}
        <span className={styles.badge} data-strong={state === "PREPARING" ? "" : undefined}>
          {texts.shipmentStates[state]}
        </span>
      </h3>
      <LineUnits lang={lang} lines={parcel.lines} order={order} />
      <dl className={styles.facts}>
        {carrier && (
          <>
            <dt>{texts.carrier}</dt>
            <dd>{carrierName(carrier, lang)}</dd>
          </>
        )}
        {trackingNumber && (
          <>
            <dt>{texts.trackingNumber}</dt>
            <dd>
              {trackingNumber}{" "}
              {trackingUrl && (
                <a href={trackingUrl} rel="noreferrer">
                  {texts.track}
                </a>
              )}
            </dd>
          </>
        )}
        {shippedAt && (
          <TimeFact
            at={shippedAt}
            term={texts.shippedAt}
            text={shownTime(shippedAt, lang, "minute")}
          />
        )}
        {deliveredAt && (
          <TimeFact
            at={deliveredAt}
            term={texts.deliveredAt}
            text={shownTime(deliveredAt, lang, "minute")}
          />
        )}
      </dl>
      <ParcelActs desk={desk} parcel={parcel} />
    </article>
  );
}

function ParcelActs({ desk, parcel }: Pick<ParcelProps, "desk" | "parcel">) {
  const texts = desk.messages.admin.order;
  const may = (action: Parcel["actions"][number]) => parcel.actions.includes(action);
  const common = { desk, hidden: { shipment: parcel.id }, reason: "optional" } as const;
  return (
    <div className={styles.folds}>
      {may("ship") && (
        <ActForm
          {...common}
          act="ship"
          isOpen
          part={partOf(parcel.id, "ship")}
          title={texts.act.ship}
        >
          {(form) => (
            <div className={styles.fields}>
              <SelectField
                error={form.refusal?.fields.carrier ?? null}
                id={form.idOf("carrier")}
                label={texts.carrier}
                name="carrier"
                options={[["", texts.chooseCarrier], ...carrierChoices(desk.lang)]}
                required
                value={form.value("carrier")}
              />
              <Field
                {...form.field("trackingNumber")}
                label={texts.trackingNumber}
                maxLength={40}
                required
                spellCheck={false}
              />
            </div>
          )}
        </ActForm>
      )}
      {may("deliver") && (
        <ActForm
          {...common}
          act="deliver"
          part={partOf(parcel.id, "deliver")}
          title={texts.act.deliver}
        />
      )}
      {may("void") && (
        <ActForm
          {...common}
          act="void"
          danger
          part={partOf(parcel.id, "void")}
          text={texts.act.voidText}
          title={texts.act.void}
        />
      )}
    </div>
  );
}

function carrierName(code: string, lang: Locale): string {
  const names: Record<string, { ko: string; en: string }> = CARRIERS;
  return names[code]?.[lang] ?? code;
}

function carrierChoices(lang: Locale): [code: string, name: string][] {
  return Object.entries(CARRIERS).map(([code, names]) => [code, names[lang]]);
}
