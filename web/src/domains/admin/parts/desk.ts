/** What the small forms of one page of the administration share: who looks, and what became of the form that was sent last. Pure. */
import { errorRow, isErrorCode } from "@edgemart/contracts/error";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import { type FormState, formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/fill.ts";
import type { Writing } from "./write-fields.tsx";

/** A page with small forms. */
export interface Desk {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  /** Last part of the address its forms are posted to, below `/api/admin/`. */
  action: string;
  /** What they write to. */
  subject?: Writing["subject"];
  /** What the form that was sent last says; null where none was. */
  state: FormState | null;
  /** Parts of the page that are shown: a form says at its part that it was refused. */
  parts: readonly string[];
  /** A recent password is due for what needs one. */
  mustConfirm: boolean;
}

/** Sentences of a page's forms: for what was done, for refusals by code, and for wrong fields. */
export interface DeskTexts {
  done: Record<string, string>;
  refused: Record<string, string>;
  errors: Record<string, string>;
}

/** Makes the desk of a page. */
export function deskOf(
  page: Pick<Desk, "lang" | "messages" | "visit" | "action" | "parts"> & {
    subject?: Writing["subject"];
    texts: DeskTexts;
  },
): Desk {
  const { texts, ...rest } = page;
  const { messages, visit } = rest;
  const bad = { ...messages.admin.sales.refused, ...texts.refused };
  const own = { ...messages.admin.sales.errors, ...texts.errors };
  return {
    ...rest,
    state: formState(visit.message, messages.mine, texts.done, bad, own),
    mustConfirm: !visit.isFresh || visit.message?.code === "reauthentication_required",
  };
}

/** What one form of a desk shows of its last refusal. */
export interface FormOfDesk {
  /** Says why it was refused; null where nothing is to be said here. */
  refusal: FormState | null;
  /** Someone saved between showing and sending it. */
  isConflict: boolean;
  /** Key to send again when no one knows what became of the form; a new one otherwise. */
  sentKey: string | undefined;
  value(name: string, stored?: string): string;
  /** Id of a field: a page holds many of one name. */
  idOf(name: string): string;
  /** Attributes that every text field of the form has. */
  field(name: string, stored?: string): FieldOfDesk;
}

interface FieldOfDesk {
  name: string;
  id: string;
  defaultValue: string;
  error: string | undefined;
  autoComplete: "off";
}

/** Reads what was typed into the form at `part`, where that was the one that was refused. */
export function formOfDesk({ visit, state }: Desk, part: string): FormOfDesk {
  const message = visit.message?.part === part && state?.tone !== "good" ? visit.message : null;
  const refusal = message ? state : null;
  const isUnknown = message !== null && mayHaveBeenDone(message.code);
  const value = (name: string, stored = "") => message?.typed[name] ?? stored;
  const idOf = (name: string) => `${part}-${name}`;
  return {
    refusal,
    isConflict: message?.code === "precondition_failed",
    sentKey: isUnknown ? message.typed.key || undefined : undefined,
    value,
    idOf,
    field: (name, stored) => ({
      name,
      id: idOf(name),
      defaultValue: value(name, stored),
      error: refusal?.fields[name],
      autoComplete: "off",
    }),
  };
}

/** A server error says nothing of what was done; a draft may be what such a form left. */
function mayHaveBeenDone(code: string): boolean {
  return code === "draft" || (isErrorCode(code) && errorRow(code).status >= 500);
}

/** Tells whether the page's own notice says what became of a form: it was done, or its part is no longer shown. */
export function isSaidAbove({ visit, state, parts }: Desk): boolean {
  return state !== null && (state.tone === "good" || !parts.includes(visit.message?.part ?? ""));
}
