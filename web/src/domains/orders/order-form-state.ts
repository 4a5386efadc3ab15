/** Chooses what the forms of an order's page say. Pure. */
import type { FormMessage } from "#forms/shown/form-message.ts";
import { formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/fill.ts";
import type { ShownForm } from "./order-form.ts";

/** What became of the last form, for the part of the page it is in. */
export function orderFormState(message: FormMessage | null, messages: Messages): ShownForm {
  const { orders, mine, notifications } = messages;
  const { devices_full, push_endpoint_refused } = notifications.settings.errors;
  const errors = { devices_full, push_endpoint_refused, ...orders.errors };
  const done = { push_added: notifications.settings.done.push_added, ...orders.done };
  const fields = {
    "bank:missing": errors.bank,
    ...{ bank: errors.bank, accountNumber: errors.accountNumber, holderName: errors.holderName },
    ...{ units: errors.units, "units:missing": errors.units, "why:missing": errors.why },
  };
  return {
    state: formState(message, mine, done, errors, fields),
    part: message?.part ?? "",
    typed: message?.typed ?? {},
  };
}
