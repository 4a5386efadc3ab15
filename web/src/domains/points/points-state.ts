/** Chooses what the forms of the page of points say. Pure. */
import { awayAs } from "#forms/shown/away-as.ts";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { type FormState, formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/fill.ts";

/** What became of a charge, or of paying one back; null when there is nothing to say. */
export function pointsState(message: FormMessage | null, messages: Messages): FormState | null {
  const { done, errors } = messages.points;
  return formState(awayAs(message, "unavailable"), messages.mine, done, errors, {
    ...{ amount: errors.amount, "amount:missing": errors.amount },
    "amount:points_limit": errors.points_limit,
  });
}
