"use client";
/** The button by which a member is notified in this browser. Asks for permission only when it is pressed; needs script. */
import { useEffect, useState } from "react";
import { askShop, openPage } from "#domains/account/passkeys/ask-shop.ts";
import styles from "#forms/fields/form.module.css";
import type { Messages } from "#messages/fill.ts";
import { digestOf, isHomeScreenNeeded, subscribe } from "./push-subscription.ts";

interface ButtonProps {
  /** What goes with it. */
  fields: Record<string, string>;
  publicKey: string;
  keyId: string;
  /** Digests of the endpoints that are added. */
  digests: string[];
  texts: Messages["notifications"]["settings"]["push"];
  /** Sentences by the code of what was refused. */
  errors: Readonly<Record<string, string>>;
}

type State = "unknown" | "ready" | "busy" | "added" | "install" | "unsupported";

/** Draws the button, or says why there is none. */
export function PushButton({ fields, publicKey, keyId, digests, texts, errors }: ButtonProps) {
  const [state, setState] = useState<State>("unknown");
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    void lookUp(digests).then((found) => !isOver && setState(found));
    return () => {
      isOver = true;
    };
  }, [digests]);

  const press = async () => {
    if (state !== "ready") return;
    setState("busy");
    setWrong(null);
    const made = await subscribe(publicKey);
    if ("refused" in made) {
      setState("ready");
      setWrong(texts[made.refused]);
      return;
    }
    const answer = await askShop("/api/account/push", { ...fields, ...made, act: "add", keyId });
    if ("location" in answer) return openPage(answer.location);
    setState("ready");
    setWrong(("code" in answer && errors[answer.code]) || texts.failed);
  };

  if (state === "unknown") return null;
  if (state === "added") return <p role="status">{texts.on}</p>;
  if (state === "install" || state === "unsupported") return <p>{texts[state]}</p>;
  return (
    <div>
      <button aria-disabled={state === "busy"} className="button" onClick={press} type="button">
        <span aria-live="polite">{state === "busy" ? texts.pending : texts.add}</span>
      </button>
      <p className={styles.error} role="alert">
        {wrong}
      </p>
    </div>
  );
}

async function lookUp(digests: readonly string[]): Promise<State> {
  if (isHomeScreenNeeded()) return "install";
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return "unsupported";
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    const subscription = await registration?.pushManager.getSubscription();
    const isAdded = subscription && digests.includes(await digestOf(subscription.endpoint));
    return isAdded ? "added" : "ready";
  } catch {
    return "ready";
  }
}
