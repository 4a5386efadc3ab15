"use client";
/** A button that makes or uses a passkey; at a sign-in form also by autofill. Needs script. */
import { useEffect, useRef, useState } from "react";
import styles from "#forms/fields/form.module.css";
import type { Messages } from "#messages/fill.ts";
import { openPage } from "./ask-shop.ts";
import { type Autofill, autofill } from "./autofill.ts";
import { begin, finish, type Outcome, type PasskeyAct } from "./passkey-act.ts";

interface ButtonProps {
  act: PasskeyAct;
  /** What goes with it. */
  fields: Record<string, string>;
  /** Names of fields of the button's form that go with it as they are then; never a password. */
  sends?: readonly string[];
  texts: { submit: string; pending: string };
  errors: Messages["passkeys"]["errors"];
  /** A passkey may also be chosen at the form's e-mail field. */
  fills?: boolean;
}

/** Draws the button, and what went wrong below it. */
export function PasskeyButton(props: ButtonProps) {
  const { act, sends = [], texts, errors, fills = false } = props;
  const button = useRef<HTMLButtonElement>(null);
  const waiting = useRef<Autofill | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [code, setCode] = useState<string | null>(null);

  const fields = () => {
    const form = new FormData(button.current?.form ?? undefined);
    const typed = sends.map((name) => [name, String(form.get(name) ?? "")]);
    return { ...props.fields, ...Object.fromEntries(typed) };
  };
  const ended = (outcome: Outcome, mayWaitAgain = true) => {
    if (outcome && "location" in outcome) return openPage(outcome.location);
    setIsBusy(false);
    setCode(outcome?.code ?? null);
    if (mayWaitAgain) void waiting.current?.start();
  };
  const press = async () => {
    if (isBusy || code === "unsupported") return;
    setIsBusy(true);
    setCode(null);
    waiting.current?.stop();
    const started = await begin(act, fields());
    const how = act.kind === "create" ? "create" : "use";
    ended("begun" in started ? await finish(act, fields(), started.begun, how) : started);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a page gives its button does not change
  useEffect(() => {
    if (!window.PublicKeyCredential) setCode("unsupported");
    const restore = () => setIsBusy(false);
    window.addEventListener("pageshow", restore);
    if (fills) {
      waiting.current = autofill(act, fields, ended);
      void waiting.current.start();
    }
    return () => {
      window.removeEventListener("pageshow", restore);
      waiting.current?.stop();
    };
  }, []);
  const known: Record<string, string> = errors;
  const said = code === null ? null : (known[code] ?? errors.unavailable);
  // At a sign-in form there is the password: a button that can do nothing is not shown.
  if (fills && code === "unsupported") return null;
  return (
    <div className={`${styles.passkey} needs-script`}>
      <button
        aria-disabled={isBusy || code === "unsupported"}
        className="button quiet"
        onClick={press}
        ref={button}
        type="button"
      >
        <span aria-live="polite">{isBusy ? texts.pending : texts.submit}</span>
      </button>
      <p className={styles.error} role="alert">
        {said}
      </p>
    </div>
  );
}
