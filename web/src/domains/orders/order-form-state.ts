/** Chooses what the forms of an order's page say. Pure. */
import type { FormMessage } from "#forms/shown/form-message.ts";
import { type FormState, formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/fill.ts";

/** What became of a cancellation; null when there is nothing to say. */
export function orderFormState(message: FormMessage | null, messages: Messages): FormState | null {
  const { orders, mine } = messages;
  const { errors } = orders;
  return formState(
    message,
    mine,
    { cancelled: orders.cancelled, cancel_started: orders.cancelStarted },
    errors,
    { bank: errors.bank, accountNumber: errors.accountNumber, holderName: errors.holderName },
  );
}
