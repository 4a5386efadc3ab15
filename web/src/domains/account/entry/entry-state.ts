/** Chooses the sentences that only the forms for guests have: signing in, registering. Pure. */
import { CONSENT_KINDS } from "@edgemart/contracts/consent";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { type FormState, formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/fill.ts";

/** Gives what such a form says above itself and at its fields; null when there is nothing to say. */
export function entryState(message: FormMessage | null, messages: Messages): FormState | null {
  const { google, mine, errors, factor } = messages;
  const { account_disabled, login_required } = errors;
  // Said to everybody alike: a registration may still wait in the mailbox.
  const isLogin = message?.form === "login";
  const invalid_credentials = isLogin ? errors.login_refused : errors.invalid_credentials;
  return formState(
    message,
    mine,
    {
      password_set: mine.reset.saved,
      reset_mailed: messages.links.forgot.mailed,
      mail_sent: messages.links.sent.again,
      email_changed: messages.links.email.changed,
      email_verified: messages.links.email.verified,
      email_undone: messages.links.emailUndo.undone,
      registration_refused: messages.links.confirm.refused,
    },
    {
      ...google.errors,
      ...{ invalid_credentials, account_disabled, login_required },
      ...{ email_taken: takenText(message, messages), challenge_invalid: factor.code.over },
    },
    {
      ...wrong(errors.email, "email"),
      "email:email_taken": errors.email_taken,
      "password:required": errors.password,
      ...wrong(errors.password, "password"),
      ...wrong(mine.errors.name, "name"),
      ...Object.assign({}, ...CONSENT_KINDS.map((kind) => wrong(errors.consents[kind], kind))),
    },
  );
}

/** Where a field says it, above the form is only that something is wrong. */
function takenText(message: FormMessage | null, { google, mine }: Messages): string {
  return message?.fields.email ? mine.errors.summary : google.errors.email_taken;
}

/** One sentence for a field that is empty or wrong. */
function wrong(text: string, ...fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => [
      [field, text],
      [`${field}:missing`, text],
    ]),
  );
}
