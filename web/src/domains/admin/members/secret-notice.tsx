/** A one-time password link or enrolment code, shown once to the administrator who asked for it. */
import notice from "#forms/shown/notice.module.css";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";

interface SecretProps {
  secret: string;
  texts: Messages["admin"]["member"]["link"];
}

/** Draws it; it is shown once and to be handed over by other means than e-mail. */
export function SecretNotice({ secret, texts }: SecretProps) {
  return (
    <div className={notice.notice} id="notice" role="status">
      <p className={notice.title}>{texts.title}</p>
      <p>{texts.text}</p>
      <input
        aria-label={texts.label}
        className={styles.secret}
        readOnly
        type="text"
        value={secret}
      />
    </div>
  );
}
