/** Buys points, and pays back what was bought and not used. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import { CHARGE_MIN, type PointBalance } from "@edgemart/contracts/points";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import frame from "#domains/orders/frame.module.css";
import { Field } from "#forms/fields/field.tsx";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./points.module.css";

interface ChargeProps {
  lang: Locale;
  messages: Messages;
  member: Member;
  balance: PointBalance;
  state: FormState | null;
  typed: Readonly<Record<string, string>>;
  /** Makes two posts of the form one charge. */
  formKey: string;
}

/** Draws the form and the list of charges; nothing where points are neither sold nor can be paid back. */
export function ChargeSection(props: ChargeProps) {
  const { messages, balance } = props;
  const texts = messages.points.charge;
  const { chargeable, charges } = balance;
  if (chargeable === 0 && charges.length === 0) return null;
  return (
    <section className={styles.history}>
      <h2>{texts.title}</h2>
      {chargeable > 0 ? <ChargeForm {...props} most={chargeable} /> : <p>{texts.full}</p>}
      {charges.length > 0 && <Charges {...props} />}
    </section>
  );
}

function ChargeForm(props: ChargeProps & { most: number }) {
  const { formKey, lang, messages, member, state, typed, most } = props;
  const texts = messages.points.charge;
  const count = (amount: number) => amount.toLocaleString(lang);
  return (
    <form action="/api/points/charge" className={styles.charge} method="post" noValidate>
      <OwnerFields lang={lang} owner={member.id} />
      <input name="key" type="hidden" value={formKey} />
      <p className={frame.soft}>{texts.text}</p>
      <Field
        autoComplete="off"
        defaultValue={typed.amount ?? ""}
        error={state?.fields.amount ?? null}
        help={fill(texts.amountHelp, { min: count(CHARGE_MIN), max: count(most) })}
        inputMode="numeric"
        label={texts.amount}
        maxLength={16}
        name="amount"
        required
      />
      <SubmitButton pending={texts.pending} text={texts.submit} />
    </form>
  );
}

function Charges({ lang, messages, member, balance }: ChargeProps) {
  const texts = messages.points.charge;
  return (
    <div className={styles.charge}>
      <h3>{texts.paidBackTitle}</h3>
      <p className={frame.soft}>{texts.paidBackText}</p>
      <ul className={styles.charges}>
        {balance.charges.map(({ paymentId, amount, chargedAt }) => {
          const points = amount.toLocaleString(lang);
          const day = shownTime(chargedAt, lang, "day");
          const money = formatMoney({ amountMinor: amount, currency: "KRW" }, lang);
          return (
            <li key={paymentId}>
              <p>{fill(texts.of, { points, day })}</p>
              <details className={frame.folded}>
                <summary>{texts.payBack}</summary>
                <form
                  action="/api/points/refund"
                  className={`${frame.form} ${frame.ends}`}
                  method="post"
                >
                  <OwnerFields lang={lang} owner={member.id} />
                  <input name="payment" type="hidden" value={paymentId} />
                  <p>{fill(texts.payBackSure, { amount: money })}</p>
                  <SubmitButton danger pending={texts.payBackPending} text={texts.payBackYes} />
                </form>
              </details>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
