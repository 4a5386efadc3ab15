"use client";
/** The button by which a member is notified in this browser. Asks for permission only when it is pressed; needs script. */
import { type ReactNode, useEffect, useState } from "react";
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
  /** Of a page of something else: said above the button, where there is one. */
  offer?: { title: string; text: string };
}

type State = "unknown" | "ready" | "busy" | "added" | "install" | "unsupported";

/** Draws the button, or says why there is none. An offer is drawn only where it can be taken. */
export function PushButton({
  fields,
  publicKey,
  keyId,
  digests,
  texts,
  errors,
  offer,
}: ButtonProps) {
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
  if (offer && (state === "added" || state === "unsupported")) return null;
  if (state === "added") return <p role="status">{texts.on}</p>;
  if (state === "install" || state === "unsupported") {
    return (
      <Offered offer={offer}>
        <p>{texts[state]}</p>
      </Offered>
    );
  }
  return (
    <Offered offer={offer}>
      <button aria-disabled={state === "busy"} className="button" onClick={press} type="button">
        <span aria-live="polite">{state === "busy" ? texts.pending : texts.add}</span>
      </button>
      <p className={styles.error} role="alert">
        {wrong}
      </p>
    </Offered>
  );
}

function Offered({ offer, children }: Pick<ButtonProps, "offer"> & { children: ReactNode }) {
  if (!offer) return <div>{children}</div>;
  return (
    <section aria-labelledby="push">
      <h2 id="push">{offer.title}</h2>
      <p>{offer.text}</p>
      {children}
    </section>
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
