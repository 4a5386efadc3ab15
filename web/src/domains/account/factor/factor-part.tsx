/** A member's second factor on the page of its security: off, being set up, or on; every form works without script. */
import type { Locale } from "@edgemart/contracts/locale";
import type { SecondFactorView } from "@edgemart/contracts/second-factor";
import { shownTime } from "#components/shown-time.ts";
import { Field } from "#forms/fields/field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import type { Visit } from "../visit.ts";
import { ScanForm } from "./scan-form.tsx";

/** From how many on new recovery codes are advised. */
const FEW = 3;

interface FactorProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  factor: SecondFactorView;
  /** One of its passkeys can be used. */
  hasPasskey: boolean;
  state: FormState | null;
  isFresh: boolean;
}

/** Draws the part below its heading. */
export function FactorPart(props: FactorProps) {
  const { lang, messages, visit, factor, hasPasskey, state, isFresh } = props;
  const texts = messages.factor.list;
  const { message } = visit;
  const own = message?.form === "factor" ? message : null;
  const { activeSince, recoveryCodesLeft: count } = factor;
  const isFew = count <= FEW;
  // A first factor of an administrator is not made on the word of a password alone.
  const isAdmin = visit.member.role === "admin";
  const mustEnrol = isAdmin && !visit.hasSecondFactor;
  return (
    <>
      {activeSince === null ? (
        <p className={styles.soft}>{mustEnrol ? texts.offAdmin : texts.off}</p>
      ) : (
        <>
          <p>
            {texts.on} <time dateTime={activeSince}>{shownTime(activeSince, lang, "minute")}</time>
          </p>
          <p className={isFew ? undefined : styles.soft}>
            {fill(isFew ? texts.few : texts.left, { count })}
          </p>
        </>
      )}
      {isAdmin && hasPasskey !== (activeSince !== null) && <p>{texts.one}</p>}
      {own?.typed.codes && <Codes codes={own.typed.codes.split(" ")} texts={texts} />}
      {own?.typed.uri && (
        <ScanForm
          {...{ lang, mustEnrol, texts }}
          errors={state?.fields ?? {}}
          uri={own.typed.uri}
        />
      )}
      {!isFresh && <p className={styles.soft}>{texts.confirmFirst}</p>}
      {isFresh && !own?.typed.uri && (
        <Act {...{ lang }} act="set_up" pending={texts.starting}>
          {activeSince === null ? texts.start : texts.replace}
        </Act>
      )}
      {isFresh && activeSince !== null && (
        <div className={styles.rowActions}>
          <details>
            <summary>{texts.renew}</summary>
            <p className={styles.soft}>{texts.renewText}</p>
            <Act {...{ lang }} act="renew" pending={texts.starting}>
              {texts.renew}
            </Act>
          </details>
          <details open={state?.fields.offCode !== undefined}>
            <summary className={styles.danger}>{texts.turnOff}</summary>
            <form action="/api/account/factor" className={styles.form} method="post">
              <input name="lang" type="hidden" value={lang} />
              <input name="act" type="hidden" value="turn_off" />
              <p className={styles.soft}>{texts.turnOffText}</p>
              <Field
                autoComplete="one-time-code"
                error={state?.fields.offCode}
                id="offCode"
                label={texts.offField}
                maxLength={32}
                name="code"
                required
              />
              <button className={styles.danger} type="submit">
                {texts.turnOffYes}
              </button>
            </form>
          </details>
        </div>
      )}
    </>
  );
}

interface ActProps {
  lang: Locale;
  act: string;
  pending: string;
  children: string;
}

/** A form of one button. */
function Act({ lang, act, pending, children }: ActProps) {
  return (
    <form action="/api/account/factor" className={styles.actions} method="post">
      <input name="lang" type="hidden" value={lang} />
      <input name="act" type="hidden" value={act} />
      <SubmitButton pending={pending} text={children} />
    </form>
  );
}

/** Shows the codes, which no page shows again. */
function Codes({ codes, texts }: { codes: string[]; texts: Messages["factor"]["list"] }) {
  return (
    <section aria-labelledby="recovery-codes" className={styles.confirm}>
      <h3 id="recovery-codes">{texts.codesTitle}</h3>
      <p>{texts.codesText}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
