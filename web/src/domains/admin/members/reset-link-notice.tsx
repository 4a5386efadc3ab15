/** A one-time password link, shown once to the administrator who asked for it. */
import notice from "#forms/shown/notice.module.css";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";

interface LinkProps {
  link: string;
  texts: Messages["admin"]["member"]["link"];
}

/** Draws the link; it is shown once and to be handed over by other means than e-mail. */
export function ResetLinkNotice({ link, texts }: LinkProps) {
  return (
    <div className={notice.notice} id="notice" role="status">
      <p className={notice.title}>{texts.title}</p>
      <p>{texts.text}</p>
      <input aria-label={texts.label} className={styles.secret} readOnly type="text" value={link} />
    </div>
  );
}
