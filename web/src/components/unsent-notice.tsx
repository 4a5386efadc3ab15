"use client";
/** Says that a form could not be sent; what was typed stays. The service worker tells, or the browser when it knows. */
import { useEffect, useState } from "react";
import styles from "./unsent-notice.module.css";

/** Dispatched on the window when a form could not leave: buttons that wait for the next page stop waiting. */
export const UNSENT = "unsent";

/** Draws the sentence while a form could not be sent, and tells other parts of the page. */
export function UnsentNotice({ text }: { text: string }) {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const stays = () => {
      setIsShown(true);
      window.dispatchEvent(new Event(UNSENT));
    };
    const told = (event: MessageEvent) => event.data === UNSENT && stays();
    const sent = (event: SubmitEvent) => {
      setIsShown(false);
      const form = event.target as HTMLFormElement;
      if (event.defaultPrevented || navigator.onLine || form.method !== "post") return;
      event.preventDefault();
      stays();
    };
    const back = () => setIsShown(false);
    const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    worker?.addEventListener("message", told);
    document.addEventListener("submit", sent);
    window.addEventListener("online", back);
    window.addEventListener("form-unsent", stays);
    return () => {
      worker?.removeEventListener("message", told);
      document.removeEventListener("submit", sent);
      window.removeEventListener("online", back);
      window.removeEventListener("form-unsent", stays);
    };
  }, []);
  return (
    <div className={styles.place} role="alert">
      {isShown && <p className={styles.notice}>{text}</p>}
    </div>
  );
}
