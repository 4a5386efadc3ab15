/** A secret to be added to an authenticator app, as a QR code and as text, and the field for its first code. */
import type { Locale } from "@edgemart/contracts/locale";
import { encode } from "uqr";
import { Field } from "#forms/fields/field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";

interface ScanProps {
  lang: Locale;
  texts: Messages["factor"]["list"];
  /** `otpauth://…`, of this form alone: it is kept nowhere. */
  uri: string;
  errors: Record<string, string | undefined>;
  /** It takes an enrolment code of another administrator. */
  mustEnrol: boolean;
}

/** Draws it; the picture is made here, so no secret is in an address. */
export function ScanForm({ lang, texts, uri, errors, mustEnrol }: ScanProps) {
  const secret = /[?&]secret=([A-Z2-7]+)/.exec(uri)?.[1] ?? "";
  return (
    <section aria-labelledby="scan" className={styles.confirm}>
      <h3 id="scan">{texts.scanTitle}</h3>
      <p>{texts.scanText}</p>
      <QrCode label={texts.scanPicture} text={uri} />
      <p className={styles.soft}>{texts.secret}</p>
      <p>
        <code className={styles.secret}>{secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <form action="/api/account/factor" className={styles.form} method="post">
        <input name="lang" type="hidden" value={lang} />
        <input name="act" type="hidden" value="confirm" />
        <input name="uri" type="hidden" value={uri} />
        <Field
          autoComplete="one-time-code"
          error={errors.code}
          inputMode="numeric"
          label={texts.field}
          maxLength={7}
          name="code"
          required
        />
        {mustEnrol && (
          <Field
            autoCapitalize="none"
            autoComplete="off"
            error={errors.enrolToken}
            help={texts.enrolHelp}
            label={texts.enrolField}
            maxLength={60}
            name="enrolToken"
            required
            spellCheck={false}
          />
        )}
        <div className={styles.actions}>
          <SubmitButton pending={texts.confirming} text={texts.confirm} />
        </div>
      </form>
    </section>
  );
}

/** Black on white in both themes: that is what cameras read. */
function QrCode({ label, text }: { label: string; text: string }) {
  const { data, size } = encode(text, { border: 4 });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg aria-label={label} className={styles.qr} role="img" viewBox={`0 0 ${size} ${size}`}>
      <rect fill="#fff" height={size} width={size} />
      <path d={path} fill="#000" />
    </svg>
  );
}
