"use client";
/** Keeps what is typed on a page of many forms: see `keep-forms.ts`. Without script the browser posts them itself. */
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import styles from "#components/unsent-notice.module.css";
import { keepForms } from "./keep-forms.ts";
import { type RefusalKind, refusalKind } from "./refusal-kind.ts";

interface KeeperProps {
  inPlace?: boolean;
  texts: Record<RefusalKind | "question", string>;
}

/** Keeps the forms of the page it is on; `inPlace` posts them without leaving it. */
export function FormKeeper({ inPlace = false, texts }: KeeperProps) {
  const router = useRouter();
  const [isRenewing, startRenewal] = useTransition();
  const [said, say] = useState<string | null>(null);
  const [isKeeping, setKeeping] = useState(false);
  const waiting = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (isRenewing) return;
    waiting.current?.();
    waiting.current = null;
  }, [isRenewing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: texts and router of a page do not change
  useEffect(() => {
    const stop = keepForms({
      inPlace,
      question: texts.question,
      say,
      sentenceOf: (status) => texts[refusalKind(status)],
      renew: () =>
        new Promise((resolve) => {
          waiting.current = resolve;
          startRenewal(() => router.refresh());
        }),
    });
    // A picture that is too large is said to be before it is sent.
    const chosen = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
      const max = Number(target.dataset.bytesMax ?? Number.POSITIVE_INFINITY);
      const isLarge = [...(target.files ?? [])].some(({ size }) => size > max);
      target.setCustomValidity(isLarge ? texts.large : "");
      target.reportValidity();
    };
    document.addEventListener("change", chosen);
    setKeeping(true);
    return () => {
      stop();
      document.removeEventListener("change", chosen);
    };
  }, []);
  return (
    <div className={styles.place} data-keeps={isKeeping ? "" : undefined} role="alert">
      {said && <p className={styles.notice}>{said}</p>}
    </div>
  );
}
