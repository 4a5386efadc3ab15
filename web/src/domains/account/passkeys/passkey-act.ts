/** Makes or uses a passkey: a challenge from the shop, the browser's dialog, and the answer back to the shop. */
import type { PasskeyOptions } from "@edgemart/contracts/passkeys";
import { type Answer, askShop } from "./ask-shop.ts";
import { signals } from "./signals.ts";

type Ceremonies = typeof import("./ceremonies.ts");

/** What is done with a passkey, and where. */
export interface PasskeyAct {
  /** `sign_in` tells the browser of a passkey that the shop does not take. */
  kind: "create" | "prove" | "sign_in";
  /** Takes the answer; the challenge is asked at `<path>/options`. */
  path: string;
}

/** What an act came to: the next page, the code of a sentence, or null when the visitor ended it. */
export type Outcome = { location: string } | { code: string } | null;

/** A challenge, and the browser's part with which it is answered. */
export interface Begun {
  asked: PasskeyOptions;
  ceremonies: Ceremonies;
}

/** Asks for a challenge, and loads the browser's part. @param fields of the form it belongs to */
export async function begin(
  { path }: PasskeyAct,
  fields: Record<string, string>,
): Promise<{ begun: Begun } | Exclude<Outcome, null>> {
  const [asked, ceremonies] = await Promise.all([
    askShop<PasskeyOptions>(`${path}/options`, fields),
    import("./ceremonies.ts").catch(() => null),
  ]);
  if (!("data" in asked)) return asked;
  return ceremonies ? { begun: { asked: asked.data, ceremonies } } : { code: "unavailable" };
}

/** Lets the browser answer the challenge, and sends the answer. */
export async function finish(
  { kind, path }: PasskeyAct,
  fields: Record<string, string>,
  { asked, ceremonies }: Begun,
  how: "create" | "use" | "useAtField",
): Promise<Outcome> {
  const { challengeId, options } = asked;
  try {
    const made = await ceremonies[how](options);
    const response = JSON.stringify(made);
    const answer = await askShop(path, { ...fields, act: "add", challengeId, response });
    if (kind === "sign_in") tellUnknown(answer, String(options.rpId), made.id);
    return "data" in answer ? { code: "unavailable" } : answer;
  } catch (thrown) {
    return failureOf(thrown);
  }
}

/** A passkey that does not sign in is offered no more; the list of passkeys brings back one that is still there. */
function tellUnknown(answer: Answer<object>, rpId: string, credentialId: string): void {
  if (!("code" in answer) || answer.code !== "passkey_invalid") return;
  signals()
    ?.signalUnknownCredential?.({ rpId, credentialId })
    .catch(() => {}); // a hint: nothing depends on it
}

/** The browser's names of what went wrong. A dialog that is closed, or waits too long, is no error. */
function failureOf(thrown: unknown): Outcome {
  const name = thrown instanceof Error ? thrown.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return null;
  return { code: name === "InvalidStateError" ? "exists" : "failed" };
}
