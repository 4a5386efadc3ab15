/** Says that everything arrived: the purchase is complete then, and a member's points are theirs. @see specs/orders.md 40 */
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import frame from "./frame.module.css";
import type { OrderFormProps } from "./order-form.ts";

/** Draws the button where the order's state allows it. */
export function ReceivedForm({ lang, messages, order, formKey }: OrderFormProps) {
  const texts = messages.orders.returns.received;
  if (!order.actions.includes("receive")) return null;
  return (
    <form action="/api/order/received" className={frame.form} method="post">
      <input name="lang" type="hidden" value={lang} />
      <input name="key" type="hidden" value={formKey} />
      <input name="order" type="hidden" value={order.id} />
      <p>{order.pointsToEarn > 0 ? texts.textWithPoints : texts.text}</p>
      <SubmitButton pending={texts.pending} text={texts.submit} />
    </form>
  );
}
