/** What is agreed to when an account is opened: terms, privacy, age. None is ticked beforehand. */
import { CONSENT_KINDS, CONSENT_VERSIONS } from "@edgemart/contracts/consent";
import type { Locale } from "@edgemart/contracts/locale";
import { CheckField } from "#forms/fields/check-field.tsx";
import styles from "#forms/fields/form.module.css";
import type { Messages } from "#messages/messages.ts";
import type { Typed } from "#session/flash.ts";

interface ConsentProps {
  lang: Locale;
  texts: Messages["register"];
  /** What is collected, for what and for how long, where it is not what the form of a new account asks for. */
  facts?: string;
  /** Consents that are missing, each with its sentence. */
  fields: Record<string, string>;
  typed: Typed;
}

/** Draws a tick for each consent, with the way to its paper. */
export function ConsentFields({ lang, texts, facts, fields, typed }: ConsentProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{texts.consents}</legend>
      {CONSENT_KINDS.map((kind) => (
        <div key={kind}>
          <CheckField
            checked={typed[kind] === "on"}
            error={fields[kind]}
            label={texts.accept[kind]}
            name={kind}
            required
            // Agreed to is what was shown, whatever is in force when the form arrives.
            value={CONSENT_VERSIONS[kind]}
          />
          {kind === "privacy" && <p className={styles.facts}>{facts ?? texts.privacyFacts}</p>}
          {kind !== "age14" && (
            // Another page: what was typed here stays in its own tab.
            <a className={styles.paper} href={`/${lang}/${kind}`} rel="noopener" target="_blank">
              {texts.read[kind]}
            </a>
          )}
        </div>
      ))}
    </fieldset>
  );
}
