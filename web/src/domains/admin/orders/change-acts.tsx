/** What can be done with a cancellation, a return or goodwill: one small form for each of its actions. */
import styles from "../admin.module.css";
import { AccountFields } from "../parts/account-fields.tsx";
import { ActForm } from "../parts/act-form.tsx";
import { partOf } from "../parts/part-of.ts";
import type { ChangeOnDesk } from "./order-on-desk.ts";
import { UnitFields } from "./unit-fields.tsx";

/** Draws the forms. */
export function ChangeActs({ desk, order, change }: ChangeOnDesk) {
  const texts = desk.messages.admin.order;
  const { id, actions } = change;
  const may = (action: (typeof actions)[number]) => actions.includes(action);
  const common = { desk, hidden: { change: id } };
  return (
    <div className={styles.folds}>
      {may("approve") && (
        <ActForm
          {...common}
          act="approve"
          part={partOf(id, "approve")}
          reason="optional"
          text={texts.act.approveText}
          title={texts.act.approve}
        />
      )}
      {may("reject") && (
        <ActForm
          {...common}
          act="reject"
          danger
          part={partOf(id, "reject")}
          reason="needed"
          title={texts.act.reject}
        />
      )}
      {may("receive") && (
        <ActForm
          {...common}
          act="receive"
          fresh
          part={partOf(id, "receive")}
          reason="optional"
          text={texts.act.receiveText}
          title={texts.act.receive}
        >
          {(form) => (
            <UnitFields
              columns={[
                {
                  ...{ field: "received", heading: texts.received, label: texts.receivedOf },
                  ...{ isFilled: true, required: true },
                },
                {
                  ...{ field: "restocked", heading: texts.restocked, label: texts.restockedOf },
                  required: true,
                },
              ]}
              desk={desk}
              form={form}
              most={new Map(change.lines.map(({ line, quantity }) => [line, quantity]))}
              mostLabel={texts.expected}
              order={order}
            />
          )}
        </ActForm>
      )}
      {may("give_account") && (
        <ActForm
          {...common}
          act="account"
          fresh
          isOpen
          part={partOf(id, "give_account")}
          reason="needed"
          text={texts.act.accountText}
          title={texts.act.account}
        >
          {(form) => <AccountFields desk={desk} form={form} />}
        </ActForm>
      )}
      {may("drive") && (
        <ActForm
          {...common}
          act="drive"
          part={partOf(id, "drive")}
          reason="optional"
          text={texts.act.redoText}
          title={texts.act.redo}
        />
      )}
    </div>
  );
}
