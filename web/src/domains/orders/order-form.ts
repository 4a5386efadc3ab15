/** What every form of an order's page is given. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import type { FormState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/fill.ts";

/** What a form left behind. */
export interface ShownForm {
  state: FormState | null;
  /** The part of the page it is in. */
  part: string;
  /** What was typed into it. */
  typed: Readonly<Record<string, string>>;
}

/** What a form is drawn from. */
export interface OrderFormProps {
  lang: Locale;
  messages: Messages;
  order: Order;
  shown: ShownForm;
  /** Random, one for each time the page is made: posting twice is once. */
  formKey: string;
}

const NOTHING = { fields: {}, typed: {}, isRefused: false } as const;

/** Gives what is to be shown in one part: its own errors and what was typed there. */
export function ofPart(
  { state, part, typed }: ShownForm,
  wanted: string,
): {
  fields: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string>>;
  isRefused: boolean;
} {
  if (part !== wanted || state?.tone !== "error") return NOTHING;
  return { fields: state.fields, typed, isRefused: true };
}

/** Id of a field: several forms of the page have one of that name. */
export const fieldId = (part: string, field: string) => `${part}-${field}`;
