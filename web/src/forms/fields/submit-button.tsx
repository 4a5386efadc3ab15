"use client";
/** The button of a plain form: says that something is happening, and takes one click only. */
import { useEffect, useRef, useState } from "react";
import { UNSENT } from "#components/unsent-notice.tsx";

interface SubmitProps {
  text: string;
  pending: string;
  /** For what cannot be undone. */
  danger?: boolean;
}

/** Draws the button; while its form is being sent it shows `pending` and takes no click. */
export function SubmitButton({ text, pending, danger }: SubmitProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const form = button.current?.form;
    const begin = () => setBusy(true);
    // Back from the next page may show this one as it was left.
    const restore = () => setBusy(false);
    form?.addEventListener("submit", begin);
    window.addEventListener("pageshow", restore);
    window.addEventListener(UNSENT, restore);
    return () => {
      form?.removeEventListener("submit", begin);
      window.removeEventListener("pageshow", restore);
      window.removeEventListener(UNSENT, restore);
    };
  }, []);
  return (
    <button
      aria-disabled={busy}
      className={danger ? "button danger" : "button"}
      disabled={busy}
      ref={button}
      type="submit"
    >
      <span aria-live="polite">{busy ? pending : text}</span>
    </button>
  );
}
