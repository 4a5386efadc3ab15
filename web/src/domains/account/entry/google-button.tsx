/** The button that leads to Google: a plain form, so it works without script. Nothing where Google is not configured. */
import type { Locale } from "@edgemart/contracts/locale";
import { webConfig } from "#config.ts";
import styles from "#forms/fields/form.module.css";
import type { Messages } from "#messages/messages.ts";

interface GoogleProps {
  lang: Locale;
  texts: Messages["google"];
  /** Hidden fields. */
  fields: Record<string, string>;
  text: string;
  /** Address it is posted to. */
  action?: "/api/session/google" | "/api/account/google";
}

/** Draws it; the local stand-in is named, so that no one takes it for Google. */
export function GoogleButton({ lang, texts, fields, text, action }: GoogleProps) {
  const { OIDC_ORIGIN: origin } = webConfig();
  if (origin === null) return null;
  const isStandIn = origin.startsWith("http:");
  return (
    <form action={action ?? "/api/session/google"} className={styles.passkey} method="post">
      <input name="lang" type="hidden" value={lang} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} name={name} type="hidden" value={value} />
      ))}
      <button className="button quiet" type="submit">
        {isStandIn ? `${text} (${texts.standIn})` : text}
      </button>
    </form>
  );
}
