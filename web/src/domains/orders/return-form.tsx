/** Asks to send units back: which, why, and what comes back. @see specs/orders.md 39 */
import {
  type ReturnReason,
  ReturnReason as ReturnReasons,
} from "@edgemart/contracts/order-fulfilment";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill } from "#messages/messages.ts";
import { AccountFields } from "./account-fields.tsx";
import frame from "./frame.module.css";
import { fieldId, type OrderFormProps, ofPart } from "./order-form.ts";
import { UnitFields } from "./unit-fields.tsx";

const PART = "return";

/** Draws the form where the order's state allows it. */
export function ReturnForm({ lang, messages, order, shown, formKey }: OrderFormProps) {
  const texts = messages.orders;
  const of = texts.returns;
  if (!order.actions.includes("return")) return null;
  const { fields, typed, isRefused } = ofPart(shown, PART);
  const isDeposit =
    order.card.amountMinor > 0 &&
    (order.payment?.instrument === "virtual_account" || fields.accountNumber !== undefined);
  return (
    <details className={frame.folded} open={isRefused}>
      <summary>{of.open}</summary>
      <form action="/api/order/return" className={frame.form} method="post" noValidate>
        <input name="lang" type="hidden" value={lang} />
        <input name="key" type="hidden" value={formKey} />
        <input name="order" type="hidden" value={order.id} />
        <p>{of.ask}</p>
        <UnitFields
          {...{ lang, texts, order, typed }}
          error={fields.units}
          most={({ returnable }) => returnable}
          none={of.keep}
          part={PART}
        />
        <SelectField
          error={fields.why ?? null}
          id={fieldId(PART, "why")}
          label={of.why}
          name="why"
          options={[["", of.choose], ...reasonChoices({ lang, messages, order })]}
          required
          value={typed.why ?? ""}
        />
        <Field
          defaultValue={typed.note ?? ""}
          id={fieldId(PART, "note")}
          label={of.note}
          maxLength={200}
          name="note"
          optional={messages.mine.optional}
        />
        {isDeposit && (
          <AccountFields
            {...{ lang, texts, fields, typed }}
            holder={order.contact.name}
            part={PART}
          />
        )}
        <p className={frame.note}>{of.asArrived}</p>
        <SubmitButton pending={of.pending} text={of.submit} />
      </form>
    </details>
  );
}

/** Each reason with what it costs and until when it may be given. */
function reasonChoices({
  lang,
  messages,
  order,
}: Pick<OrderFormProps, "lang" | "messages" | "order">): [string, string][] {
  const { reasons, shopPays, until, feeOf } = messages.orders.returns;
  const terms = order.returnTerms;
  return ReturnReasons.options.map((reason: ReturnReason) => {
    const isOwn = reason === "changed_mind";
    const cost = isOwn && terms ? fill(feeOf, { fee: formatMoney(terms.fee, lang) }) : shopPays;
    const end = (isOwn ? terms?.changedMindUntil : terms?.faultyUntil) ?? null;
    const last = end && fill(until, { day: shownTime(end, lang, "day") });
    return [reason, `${reasons[reason]} (${[cost, last].filter(Boolean).join(", ")})`];
  });
}
