/** Cancellations, returns and goodwill of an order, with what can be done with each. */
import { ReturnReason } from "@edgemart/contracts/order-fulfilment";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import { AccountFields } from "../parts/account-fields.tsx";
import { ActForm } from "../parts/act-form.tsx";
import { ChangeActs } from "./change-acts.tsx";
import { TimeFact } from "./customer-facts.tsx";
import { LineUnits } from "./line-units.tsx";
import type { ChangeOnDesk, OrderOnDesk } from "./order-on-desk.ts";
import { needsAccount, unitsSent } from "./order-parts.ts";
import { UnitFields } from "./unit-fields.tsx";

/** Draws the changes, the newest first, and the form that opens a return. */
export function OrderChanges({ desk, order }: OrderOnDesk) {
  const texts = desk.messages.admin.order;
  const newest = [...order.changes].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return (
    <>
      {newest.length === 0 && <p className={styles.soft}>{texts.noChanges}</p>}
      {newest.map((change) => (
        <ChangePart key={change.id} {...{ desk, order, change }} />
      ))}
      {order.actions.includes("open_return") && <OpenReturn desk={desk} order={order} />}
    </>
  );
}

function ChangePart({ desk, order, change }: ChangeOnDesk) {
  const { lang, messages } = desk;
  const texts = messages.admin.order;
  const states: Record<string, string> = texts.changeStates;
  return (
    <article aria-labelledby={change.id} className={styles.option}>
      <h3 id={change.id}>
        {texts.changeKinds[change.kind]}{" "}
        <span
          className={styles.badge}
          data-alarm={change.state === "FAILED" ? "" : undefined}
          data-strong={change.actions.length > 0 ? "" : undefined}
        >
          {states[change.state] ?? change.state}
        </span>
      </h3>
      <LineUnits
        lang={lang}
        lines={change.lines}
        more={({ received, restocked }) =>
          received === null
            ? null
            : ` · ${texts.received} ${received} · ${texts.restocked} ${restocked ?? 0}`
        }
        order={order}
      />
      <ChangeFacts {...{ desk, order, change }} />
      <ChangeActs {...{ desk, order, change }} />
    </article>
  );
}

function ChangeFacts({ desk, order, change }: ChangeOnDesk) {
  const { lang, messages } = desk;
  const { order: texts, sales } = messages.admin;
  const times = [
    [texts.openedAt, change.createdAt],
    [texts.receivedAt, change.receivedAt],
    [texts.refundDue, change.refundDueAt],
  ] as const;
  const words = [
    [texts.changeReason, trailWord(texts.returnReasons, change.reason)],
    [texts.note, change.note],
  ] as const;
  return (
    <dl className={styles.facts}>
      {!ENDED_WITHOUT.has(change.state) && (
        <>
          <dt>{texts.refund}</dt>
          <dd>{refundOf(desk, change)}</dd>
        </>
      )}
      {change.fee.amountMinor > 0 && (
        <>
          <dt>{texts.fee}</dt>
          <dd>{formatMoney(change.fee, lang)}</dd>
        </>
      )}
      {words.map(([term, text]) => text && <TextFact key={term} term={term} text={text} />)}
      {change.failure && (
        <>
          <dt>{texts.failure}</dt>
          <dd>
            <code className={styles.code}>{change.failure}</code>{" "}
            {order.payment && (
              <a href={`/${lang}/admin/payments/${order.payment.id}#${change.refundId}`}>
                {texts.payment}
              </a>
            )}
          </dd>
        </>
      )}
      {change.needsAccount && (
        <>
          <dt>{sales.attention}</dt>
          <dd>{texts.needsAccount}</dd>
        </>
      )}
      {times.map(([term, at]) =>
        at === null ? null : (
          <TimeFact at={at} key={term} term={term} text={shownTime(at, lang, "minute")} />
        ),
      )}
      <dt>{texts.refundId}</dt>
      <dd>
        <code className={styles.code}>{change.refundId}</code>
      </dd>
    </dl>
  );
}

/** States of a return that ended without a refund. */
const ENDED_WITHOUT: ReadonlySet<string> = new Set(["REJECTED", "WITHDRAWN"]);

/** What goes back; of a return it is decided by the units that arrive. */
function refundOf({ lang, messages }: OrderOnDesk["desk"], change: ChangeOnDesk["change"]): string {
  const texts = messages.admin.order;
  if (change.kind === "return" && change.receivedAt === null) return texts.refundLater;
  const money = formatMoney(change.card, lang);
  return change.points > 0
    ? fill(texts.moneyAndPoints, { money, points: change.points.toLocaleString(lang) })
    : money;
}

function TextFact({ term, text }: { term: string; text: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd lang={languageOf(text)}>{text}</dd>
    </>
  );
}

function OpenReturn({ desk, order }: OrderOnDesk) {
  const { messages } = desk;
  const texts = messages.admin.order;
  return (
    <ActForm
      act="open-return"
      desk={desk}
      fresh
      part="open_return"
      text={texts.act.openReturnText}
      title={texts.act.openReturn}
    >
      {(form) => (
        <>
          <UnitFields
            columns={[{ field: "units", heading: texts.units, label: texts.unitsOf }]}
            desk={desk}
            form={form}
            most={unitsSent(order)}
            mostLabel={texts.shipped}
            order={order}
          />
          <div className={styles.fields}>
            <SelectField
              error={form.refusal?.fields.returnReason ?? null}
              id={form.idOf("returnReason")}
              label={texts.returnReason}
              name="returnReason"
              options={ReturnReason.options.map((reason) => [reason, texts.returnReasons[reason]])}
              value={form.value("returnReason", "changed_mind")}
            />
            <Field
              {...form.field("note")}
              label={texts.note}
              maxLength={200}
              optional={messages.mine.optional}
            />
          </div>
          {needsAccount(order) && <AccountFields desk={desk} form={form} />}
        </>
      )}
    </ActForm>
  );
}
