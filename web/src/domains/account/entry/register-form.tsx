/** The form that opens an account. */
import { Field } from "#forms/fields/field.tsx";
import { PasswordField } from "#forms/fields/password-field.tsx";
import { ConsentFields } from "./consent-fields.tsx";
import { EmailField, EntryFrame, OtherWay } from "./entry-frame.tsx";
import { entryState } from "./entry-state.ts";
import { GoogleButton } from "./google-button.tsx";
import type { AccountFormProps } from "./login-form.tsx";

interface RegisterProps extends AccountFormProps {
  /** Random, one for each time the form is shown: makes posting twice one account. */
  formKey: string;
}

/** Draws the form that opens an account. */
export function RegisterForm({ lang, messages, message, back, formKey }: RegisterProps) {
  const { register: texts, login } = messages;
  const state = entryState(message, messages);
  const { typed } = message ?? {};
  return (
    <EntryFrame
      {...{ lang, texts, state }}
      action="register"
      below={
        <>
          <GoogleButton
            {...{ lang }}
            fields={{ return: back, page: "register" }}
            text={messages.google.submit}
            texts={messages.google}
          />
          <OtherWay {...{ lang, texts, back }} path="/login" />
        </>
      }
      noValidate
    >
      <input name="return" type="hidden" value={back} />
      <input name="key" type="hidden" value={formKey} />
      <Field
        autoComplete="name"
        defaultValue={typed?.name}
        error={state?.fields.name}
        help={texts.nameHelp}
        label={texts.name}
        maxLength={80}
        name="name"
        required
      />
      <EmailField error={state?.fields.email} texts={login} value={typed?.email} />
      <PasswordField
        autoComplete="new-password"
        error={state?.fields.password}
        // A password that was typed is never sent back to the page.
        help={state?.tone === "error" ? texts.passwordAgain : texts.passwordHelp}
        hide={login.hide}
        label={login.password}
        show={login.show}
      />
      <ConsentFields fields={state?.fields ?? {}} lang={lang} texts={texts} typed={typed ?? {}} />
    </EntryFrame>
  );
}
