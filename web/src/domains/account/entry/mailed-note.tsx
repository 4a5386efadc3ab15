/** What to do when a mail does not come; on a laptop also where its mailbox is. */
import { webConfig } from "#config.ts";
import styles from "#forms/fields/form.module.css";
import type { Messages } from "#messages/messages.ts";

/** Draws it. */
export function MailedNote({ texts }: { texts: Messages["links"]["note"] }) {
  const { MAILBOX_URL: mailbox, SHOP_LEGAL_EMAIL: support } = webConfig();
  return (
    <>
      {mailbox && (
        <p className={styles.other}>
          {texts.mailbox} <a href={mailbox}>{texts.mailboxLink}</a>
        </p>
      )}
      <p className={styles.other}>
        {texts.limits} <a href={`mailto:${support}`}>{texts.support}</a>
      </p>
    </>
  );
}
