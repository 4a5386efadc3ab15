/** Chooses the sentences of the page where passwords, passkeys and sessions are. Pure. */

import type { FormMessage } from "#forms/shown/form-message.ts";
import { type FormState, formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/fill.ts";

/** Gives what the page says of the form that was posted last; null when there is nothing to say. */
export function securityState(message: FormMessage | null, messages: Messages): FormState | null {
  const { factor, mine, passkeys } = messages;
  switch (message?.form) {
    case "password":
      return formState(message, mine, { saved: mine.password.saved });
    case "email": {
      const { change, email } = messages.links;
      const good = {
        ...{ email_change_asked: change.asked, email_verify_asked: change.verifyAsked },
        ...{ email_changed: email.changed, email_verified: email.verified },
      };
      const fields = { newEmail: messages.errors.email, "newEmail:same": change.same };
      return formState(message, mine, good, {}, fields);
    }
    case "confirm": {
      const { challenge_invalid, not_found, passkey_invalid } = passkeys.errors;
      const { mfa_invalid } = factor.list;
      const good = { confirmed: mine.confirm.confirmed };
      const bad = { challenge_invalid, mfa_invalid, not_found, passkey_invalid };
      return formState(message, mine, good, bad, { code: mfa_invalid });
    }
    case "passkeys": {
      const { added, full, gone, last, nameWrong, removed, renamed } = passkeys.list;
      const { challenge_invalid, passkey_exists, passkey_invalid } = passkeys.errors;
      const bad = {
        ...{ challenge_invalid, passkey_exists, passkey_invalid },
        ...{ passkeys_full: full, last_sign_in_method: last, not_found: gone },
        ...{ last_factor: factor.list.last_factor, mfa_required: factor.list.mfa_required },
        link_invalid: factor.list.link_invalid,
      };
      return formState(message, mine, { added, removed, renamed }, bad, { name: nameWrong });
    }
    case "factor": {
      const { codes_renewed, factor_off, factor_on, set_up } = factor.list;
      const { last_factor, link_invalid, mfa_invalid, mfa_required, not_found } = factor.list;
      const good = { codes_renewed, factor_off, factor_on, set_up };
      const bad = { last_factor, link_invalid, mfa_invalid, mfa_required, not_found };
      return formState(message, mine, good, bad, {
        ...{ code: mfa_invalid, offCode: mfa_invalid, enrolToken: link_invalid },
      });
    }
    case "google": {
      const { gone, last, linked, removed } = messages.google.list;
      const bad = { ...messages.google.errors, last_sign_in_method: last, not_found: gone };
      return formState(message, mine, { linked, removed }, bad);
    }
    default: {
      const { ended, ended_others, gone, none } = mine.sessions;
      return formState(message, mine, { ended, ended_others, none }, { not_found: gone });
    }
  }
}
