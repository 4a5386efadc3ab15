"use client";
/** The way to the inbox, with how many items are unread: a plain link. */
import type { Locale } from "@edgemart/contracts/locale";
import { fill, type Messages } from "#messages/fill.ts";
import styles from "./notification-bell.module.css";
import { useSession } from "./use-session.ts";

interface BellProps {
  lang: Locale;
  texts: Messages["account"]["bell"];
  /** Shown without script alone, where no one knows who looks: a guest signs in on the way. */
  isScriptless?: boolean;
}

/** Draws the bell; nothing while there is no inbox. */
export function NotificationBell({ lang, texts, isScriptless }: BellProps) {
  const unread = useSession((session) => session.unread);
  if (unread === undefined && !isScriptless) return null;
  const count = unread ? (unread > 99 ? "99+" : `${unread}`) : "";
  return (
    <a
      className={isScriptless ? `${styles.bell} without-script` : styles.bell}
      href={`/${lang}/account/inbox`}
    >
      <svg aria-hidden="true" height="24" viewBox="0 0 24 24" width="24">
        <path d="M5 18V10.5a7 7 0 0 1 14 0V18l1.5 1h-17z" />
        <path d="M9.5 22h5" />
      </svg>
      <span className="visually-hidden">{count ? fill(texts.unread, { count }) : texts.label}</span>
      {count && (
        <span aria-hidden="true" className={styles.count}>
          {count}
        </span>
      )}
    </a>
  );
}
