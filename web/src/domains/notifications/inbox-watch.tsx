"use client";
/** Looks for news while the inbox is open and seen, and tells which item is read by following its link. @see specs/notifications.md 38 */
import { useContext, useEffect } from "react";
import { SessionContext, useSession } from "#domains/account/use-session.ts";
import styles from "./inbox.module.css";

/** Milliseconds between two questions. */
const AGAIN_MS = 60_000;

interface WatchProps {
  /** How many were unread when the page was made. */
  unread: number;
  /** The newest page. */
  href: string;
  text: string;
}

/** Draws the way to what has come since; nothing while nothing has. */
export function InboxWatch({ unread, href, text }: WatchProps) {
  const store = useContext(SessionContext);
  const now = useSession((session) => session.unread) ?? 0;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void store?.getState().refresh();
    }, AGAIN_MS);
    const followed = ({ target }: Event) => {
      const link = target instanceof Element ? target.closest<HTMLElement>("[data-notice]") : null;
      const id = link?.dataset.notice;
      // It is sent while the next page opens; without script the item has a button of its own.
      if (id)
        navigator.sendBeacon("/api/account/inbox", new URLSearchParams({ act: "follow", id }));
    };
    document.addEventListener("click", followed);
    document.addEventListener("auxclick", followed);
    return () => {
      clearInterval(timer);
      document.removeEventListener("click", followed);
      document.removeEventListener("auxclick", followed);
    };
  }, [store]);
  return (
    <div role="status">
      {now > unread && (
        <a className={styles.news} href={href}>
          {text}
        </a>
      )}
    </div>
  );
}
