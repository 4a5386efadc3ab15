/** Cancels an order from its page: all of it, or units of its lines; says what comes back. */
import { Field } from "#forms/fields/field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill } from "#messages/messages.ts";
import { AccountFields } from "./account-fields.tsx";
import frame from "./frame.module.css";
import { fieldId, type OrderFormProps, ofPart } from "./order-form.ts";
import { shareText } from "./share-text.ts";
import { UnitFields } from "./unit-fields.tsx";
import { allThatIsLeft, cancellable } from "./unit-shares.ts";

/** Draws the forms that the order's state allows. */
export function CancelForms(props: OrderFormProps) {
  const { actions } = props.order;
  return (
    <>
      {actions.includes("cancel_part") && <CancelForm {...props} part="cancel_part" />}
      {actions.includes("cancel") && <CancelForm {...props} part="cancel" />}
    </>
  );
}

function CancelForm(props: OrderFormProps & { part: "cancel" | "cancel_part" }) {
  const { lang, messages, order, shown, formKey, part } = props;
  const texts = messages.orders;
  const isPart = part === "cancel_part";
  const { fields, typed, isRefused } = ofPart(shown, part);
  const isDeposit =
    order.paidAt !== null &&
    order.card.amountMinor > 0 &&
    // While payment does not answer, the refused form says that an account is needed.
    (order.payment?.instrument === "virtual_account" || fields.accountNumber !== undefined);
  return (
    <details className={frame.folded} open={isRefused}>
      <summary>{isPart ? texts.cancelSome : texts.cancel}</summary>
      <form
        action="/api/order/cancel"
        className={`${frame.form} ${frame.ends}`}
        method="post"
        noValidate
      >
        <input name="lang" type="hidden" value={lang} />
        <input name="key" type="hidden" value={formKey} />
        <input name="order" type="hidden" value={order.id} />
        {isPart && <input name="part" type="hidden" value="some" />}
        <p>{isPart ? texts.cancelSomeAsk : askOf(props)}</p>
        {isPart && (
          <>
            <UnitFields
              {...{ lang, texts, order, part, typed }}
              error={fields.units}
              most={cancellable}
              none={texts.keepAll}
            />
            {order.shipping.amountMinor > 0 && <p className={frame.note}>{shippingNote(props)}</p>}
          </>
        )}
        {isDeposit && (
          <AccountFields {...{ lang, texts, part, fields, typed }} holder={order.contact.name} />
        )}
        <Field
          defaultValue={typed.reason ?? ""}
          id={fieldId(part, "reason")}
          label={texts.cancelReason}
          maxLength={200}
          name="reason"
          optional={messages.mine.optional}
        />
        <SubmitButton
          danger
          pending={texts.cancelPending}
          text={isPart ? texts.cancelSomeYes : texts.cancelYes}
        />
      </form>
    </details>
  );
}

/** Asks whether to cancel, and says what comes back where that is known. */
function askOf({ lang, messages, order }: OrderFormProps): string {
  const texts = messages.orders;
  if (!order.paidAt) return texts.cancelUnpaidAsk;
  const left = allThatIsLeft(order);
  return left
    ? fill(texts.cancelAskAmount, { amount: shareText(left, lang, texts) })
    : texts.cancelAsk;
}

/** Says when the delivery fee comes back: with the last unit, as long as nothing was sent. */
function shippingNote({ messages, order }: OrderFormProps): string {
  const isSent = order.lines.some(({ shipped }) => shipped > 0);
  return isSent ? messages.orders.shippingStays : messages.orders.shippingWithLast;
}
