/** What can be done to an order as it is: one small form for each of its actions. */
import { formatMoney } from "#components/money.ts";
import { Field } from "#forms/fields/field.tsx";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AccountFields } from "../parts/account-fields.tsx";
import { ActForm } from "../parts/act-form.tsx";
import type { OrderOnDesk } from "./order-on-desk.ts";
import { needsAccount, unitsLeft } from "./order-parts.ts";
import { UnitFields } from "./unit-fields.tsx";

/** Draws the forms; those of parcels and returns are at their own places. */
export function OrderActs({ desk, order }: OrderOnDesk) {
  const texts = desk.messages.admin.order;
  const may = (action: (typeof order.actions)[number]) => order.actions.includes(action);
  const isDeposit = needsAccount(order);
  return (
    <div className={styles.folds}>
      <Elsewhere desk={desk} order={order} />
      {may("drive") && (
        <ActForm
          act="drive"
          desk={desk}
          part="drive"
          reason="optional"
          text={texts.act.driveText}
          title={texts.act.drive}
        />
      )}
      {may("clear") && (
        <ActForm
          act="clear"
          desk={desk}
          fresh
          part="clear"
          reason="needed"
          text={texts.act.clearText}
          title={texts.act.clear}
        />
      )}
      {may("goodwill") && <Goodwill desk={desk} order={order} />}
      {may("cancel_part") && (
        <ActForm
          act="cancel-part"
          desk={desk}
          fresh
          part="cancel_part"
          reason="needed"
          text={texts.act.cancelPartText}
          title={texts.act.cancelPart}
        >
          {(form) => (
            <>
              <UnitFields
                columns={[{ field: "units", heading: texts.units, label: texts.unitsOf }]}
                desk={desk}
                form={form}
                most={unitsLeft(order)}
                mostLabel={texts.left}
                order={order}
              />
              {isDeposit && <AccountFields desk={desk} form={form} />}
            </>
          )}
        </ActForm>
      )}
      {may("cancel") && (
        <ActForm
          act="cancel"
          danger
          desk={desk}
          fresh
          part="cancel"
          reason="needed"
          text={order.paidAt ? texts.act.cancelText : texts.act.cancelUnpaidText}
          title={texts.act.cancel}
        >
          {(form) => isDeposit && <AccountFields desk={desk} form={form} />}
        </ActForm>
      )}
    </div>
  );
}

/** What is to be done further down the page: parcels, and changes that wait for staff. */
function Elsewhere({ desk, order }: OrderOnDesk) {
  const texts = desk.messages.admin.order;
  const isParcelDue = order.shipments.some(({ actions }) => actions.length > 0);
  const isChangeDue = order.changes.some(({ actions }) => actions.length > 0);
  if (!order.actions.includes("ship") && !isParcelDue && !isChangeDue) return null;
  return (
    <p className={styles.inline}>
      {(order.actions.includes("ship") || isParcelDue) && (
        <a className={styles.link} href="#parcels">
          {texts.toParcels}
        </a>
      )}
      {isChangeDue && (
        <a className={styles.link} href="#changes">
          {texts.toChanges}
        </a>
      )}
    </p>
  );
}

function Goodwill({ desk, order }: OrderOnDesk) {
  const texts = desk.messages.admin.order;
  const { currency } = order.total;
  const max = formatMoney({ amountMinor: order.goodwillMax, currency }, desk.lang);
  return (
    <ActForm
      act="goodwill"
      desk={desk}
      fresh
      hidden={{ currency }}
      part="goodwill"
      reason="needed"
      text={fill(texts.act.goodwillText, { max })}
      title={texts.act.goodwill}
    >
      {(form) => (
        <>
          <Field
            {...form.field("amount")}
            inputMode="decimal"
            label={texts.act.goodwillAmount}
            maxLength={16}
            required
          />
          {needsAccount(order) && <AccountFields desk={desk} form={form} />}
        </>
      )}
    </ActForm>
  );
}
