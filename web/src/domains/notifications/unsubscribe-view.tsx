/** The page behind a mail's link to unsubscribe: one button, and the way to all settings. */
import type { Locale } from "@edgemart/contracts/locale";
import { categoryOfToken, type RefusableCategory } from "@edgemart/contracts/unsubscribe";
import { BlankPage } from "#components/notice.tsx";
import { EntryFrame } from "#domains/account/entry/entry-frame.tsx";
import styles from "#forms/fields/form.module.css";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";

interface UnsubscribeProps {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
  /** Of the link that was opened here. */
  token: string | null;
}

const REFUSED: Readonly<Record<string, RefusableCategory>> = {
  refused_marketing: "marketing",
  refused_service: "service",
};

/** Draws it. */
export function UnsubscribeView({ lang, messages, message, token }: UnsubscribeProps) {
  const { unsubscribe: texts } = messages.notifications;
  const refused = message ? REFUSED[message.code] : undefined;
  const category = token === null ? null : categoryOfToken(token);
  const settings = (
    <a className="button quiet" href={`/${lang}/account/notifications`}>
      {texts.settings}
    </a>
  );
  if (refused) {
    return (
      <BlankPage sign="✓" text={texts.done[refused]} title={texts.doneTitle}>
        {settings}
      </BlankPage>
    );
  }
  if (category === null || message?.code === "link_invalid") {
    return (
      <BlankPage sign="…" text={texts.invalid} title={texts.invalidTitle}>
        {settings}
      </BlankPage>
    );
  }
  return (
    <EntryFrame
      {...{ lang, texts }}
      action="unsubscribe"
      below={<p className={styles.other}>{settings}</p>}
      intro={texts.intro[category]}
      state={formState(message, messages.mine)}
    >
      {null}
    </EntryFrame>
  );
}
