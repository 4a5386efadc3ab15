"use client";
/** One labelled text of several lines with its error below it; one too long for a cookie outlives a refusal in its tab. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import styles from "./form.module.css";

interface AreaProps {
  name: string;
  label: string;
  lang?: string;
  rows: number;
  max: number;
  value: string;
  error?: string | null;
  /** What to say when what was typed did not come back: of a text this tab still has, and without one. */
  lost?: { recalled: string; gone: string } | null;
}

/** Draws the field; `max` counts characters. */
export function TextArea({ name, label, lang, rows, max, value, error, lost = null }: AreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [isRecalled, setRecalled] = useState(false);
  // React writes the rendered text over a textarea it takes over; drawing comes before that (facebook/react#26974).
  const [early] = useState(() => typedBefore(name));
  useLayoutEffect(() => {
    if (area.current && early !== null) area.current.value = early;
  }, [early]);
  const isLost = lost !== null;

  useEffect(() => {
    const { current } = area;
    if (!current) return;
    const sent = takeSent(name);
    if (isLost && sent !== null) {
      current.value = sent;
      setRecalled(true);
    }
    const keep = () => keepSent(name, current.value);
    current.form?.addEventListener("submit", keep);
    return () => current.form?.removeEventListener("submit", keep);
  }, [name, isLost]);

  const wrong = isRecalled ? null : (error ?? lost?.gone);
  return (
    <div className={styles.field}>
      <label htmlFor={name}>{label}</label>
      <div className={styles.frame} data-invalid={wrong ? "" : undefined}>
        <textarea
          aria-describedby={wrong || isRecalled ? `${name}-note` : undefined}
          aria-invalid={wrong ? true : undefined}
          defaultValue={value}
          id={name}
          lang={lang}
          maxLength={max}
          name={name}
          ref={area}
          rows={rows}
        />
      </div>
      {(wrong || isRecalled) && (
        <p className={wrong ? styles.error : styles.help} id={`${name}-note`}>
          {wrong ?? lost?.recalled}
        </p>
      )}
    </div>
  );
}

/** What the page's own textarea holds that it was not rendered with. */
function typedBefore(id: string): string | null {
  if (typeof document === "undefined") return null;
  const field = document.getElementById(id);
  const isTyped = field instanceof HTMLTextAreaElement && field.value !== field.defaultValue;
  return isTyped ? field.value : null;
}

/** Of this tab and page only: another tab may hold another text of the same field. */
function placeOf(name: string): string {
  return `sent:${location.pathname}:${name}`;
}

function keepSent(name: string, text: string): void {
  try {
    sessionStorage.setItem(placeOf(name), text);
  } catch {
    // Storage is off or full: the page then says that the text is gone.
  }
}

function takeSent(name: string): string | null {
  try {
    const sent = sessionStorage.getItem(placeOf(name));
    sessionStorage.removeItem(placeOf(name));
    return sent;
  } catch {
    return null;
  }
}
