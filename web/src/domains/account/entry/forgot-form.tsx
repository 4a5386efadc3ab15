/** The form that has a link to a new password mailed. */
import { EmailField, EntryFrame, OtherWay } from "./entry-frame.tsx";
import { entryState } from "./entry-state.ts";
import type { AccountFormProps } from "./login-form.tsx";
import { MailedNote } from "./mailed-note.tsx";

/** Draws it; once it was posted, with what to do next. */
export function ForgotForm({ lang, messages, message }: Omit<AccountFormProps, "back">) {
  const texts = messages.links.forgot;
  const state = entryState(message, messages);
  return (
    <EntryFrame
      {...{ lang, texts, state }}
      action="forgot"
      below={
        <>
          {message?.code === "reset_mailed" && <MailedNote texts={messages.links.note} />}
          <OtherWay {...{ lang, texts }} back="" path="/login" />
        </>
      }
      intro={texts.intro}
      noValidate
    >
      <EmailField error={state?.fields.email} texts={messages.login} value={message?.typed.email} />
    </EntryFrame>
  );
}
