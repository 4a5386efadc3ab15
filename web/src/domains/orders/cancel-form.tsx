/** Cancels an order from its page; asks once more, and for an account where a deposit has to go back. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import { bankChoices } from "./bank-name.ts";
import styles from "./order.module.css";

interface CancelProps {
  lang: Locale;
  messages: Messages;
  order: Order;
  state: FormState | null;
  typed: Record<string, string>;
  formKey: string;
}

/** Draws the form where the order can be cancelled. */
export function CancelForm({ lang, messages, order, state, typed, formKey }: CancelProps) {
  const texts = messages.orders;
  if (!order.actions.includes("cancel")) return null;
  const isDeposit = order.paidAt !== null && order.payment?.instrument === "virtual_account";
  const fields = state?.fields ?? {};
  const of = (name: string, max: number) => ({
    name,
    defaultValue: typed[name] ?? "",
    error: fields[name],
    maxLength: max,
    required: true,
  });
  return (
    <details className={styles.cancel} open={state?.tone === "error"}>
      <summary>{texts.cancel}</summary>
      <form action="/api/order/cancel" method="post" noValidate>
        <input name="lang" type="hidden" value={lang} />
        <input name="key" type="hidden" value={formKey} />
        <input name="order" type="hidden" value={order.id} />
        <p>{order.paidAt ? texts.cancelAsk : texts.cancelUnpaidAsk}</p>
        {isDeposit && (
          <>
            <p>{texts.refundAccount}</p>
            <SelectField
              error={fields.bank}
              label={texts.refundBank}
              name="bank"
              options={bankChoices(lang)}
              required
              value={typed.bank ?? ""}
            />
            <Field {...of("accountNumber", 20)} inputMode="numeric" label={texts.accountNumber} />
            <Field {...of("holderName", 60)} label={texts.refundHolder} />
          </>
        )}
        <Field
          defaultValue={typed.reason ?? ""}
          label={texts.cancelReason}
          maxLength={200}
          name="reason"
          optional={messages.mine.optional}
        />
        <SubmitButton danger pending={texts.cancelPending} text={texts.cancelYes} />
      </form>
    </details>
  );
}
