/** After a registration: where the mail went, and what to do when it does not come. */

import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import styles from "#forms/fields/form.module.css";
import type { FormMessage } from "#forms/shown/form-message.ts";
import type { Messages } from "#messages/messages.ts";
import { EntryFrame, OtherWay } from "./entry-frame.tsx";
import { entryState } from "./entry-state.ts";
import { InvalidLink } from "./invalid-link.tsx";
import { MailedNote } from "./mailed-note.tsx";

interface SentProps {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
  /** Where the mail went; null when this browser began no registration. */
  email: string | null;
}

/** Draws it. */
export function SentView({ lang, messages, message, email }: SentProps) {
  const { sent: texts, note } = messages.links;
  if (email === null) {
    const { title } = messages.register;
    return (
      <InvalidLink {...{ lang }} path="/register" text={texts.none} title={title} way={title} />
    );
  }
  return (
    <EntryFrame
      {...{ lang, texts }}
      action="register/again"
      below={
        <>
          <MailedNote texts={note} />
          <p className={styles.other}>
            {texts.wrong}
            <Link href={`/${lang}/register`} prefetch={false}>
              {texts.wrongLink}
            </Link>
          </p>
          <OtherWay {...{ lang, texts }} back="" path="/login" />
        </>
      }
      intro={`${texts.intro} ${email}`}
      state={entryState(message, messages)}
    >
      {null}
    </EntryFrame>
  );
}
