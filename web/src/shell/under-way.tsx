"use client";
/** Shows and says that a form or a page of the router is on its way, and lets a form be sent once. */
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { UNSENT } from "../components/unsent-notice.tsx";
import styles from "./under-way.module.css";

/** A form whose answer is a file, or was stopped, leaves no sign: then it may be sent again. */
const FORGET_MS = 15_000;

/** Draws the sign, and marks each posted form until it is answered. */
export function UnderWay({ text }: { text: string }) {
  const [isShown, setIsShown] = useState(false);
  const here = `${usePathname()}?${useSearchParams()}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is there
  useEffect(() => setIsShown(false), [here]);
  useEffect(() => {
    /** What each form asked for: another search is another question, another press of the same is none. */
    const sent = new Map<HTMLFormElement, string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = () => {
      for (const form of sent.keys()) form.removeAttribute("aria-busy");
      sent.clear();
      setIsShown(false);
    };
    const submit = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      // Forms that are sent by script look after themselves.
      if (event.defaultPrevented || form.method === "dialog") return;
      const asked = form.method === "get" ? questionOf(form) : "";
      if (sent.get(form) === asked) return event.preventDefault();
      sent.set(form, asked);
      form.setAttribute("aria-busy", "true");
      setIsShown(true);
      clearTimeout(timer);
      timer = setTimeout(forget, FORGET_MS);
    };
    // A form that is sent in place (`forms/kept`) marks itself; here it is said.
    const say = () => setIsShown(true);
    const follow = (event: MouseEvent) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
      // The router has taken it over; of a full load the browser shows the progress itself.
      if (!link || !event.defaultPrevented || "opens" in link.dataset) return;
      const to = new URL(link.href);
      const isElsewhere = to.pathname + to.search !== location.pathname + location.search;
      if (to.origin === location.origin && isElsewhere) setIsShown(true);
    };
    document.addEventListener("submit", submit);
    document.addEventListener("click", follow);
    window.addEventListener("pageshow", forget);
    window.addEventListener("form-sent", say);
    window.addEventListener(UNSENT, forget);
    return () => {
      document.removeEventListener("submit", submit);
      document.removeEventListener("click", follow);
      window.removeEventListener("pageshow", forget);
      window.removeEventListener("form-sent", say);
      window.removeEventListener(UNSENT, forget);
    };
  }, []);
  return (
    <p className={styles.sign} data-under-way="" role="status">
      {isShown && <span className="visually-hidden">{text}</span>}
    </p>
  );
}

function questionOf(form: HTMLFormElement): string {
  // A form that is sent by its address holds no file.
  return new URLSearchParams(new FormData(form) as never).toString();
}
