/** The few texts that the keeper of forms takes into the browser. Pure. */
import type { Messages } from "#messages/messages.ts";
import type { RefusalKind } from "./refusal-kind.ts";

/** Picks those texts. */
export function keeperTexts({ formRefused }: Messages): Record<RefusalKind | "question", string> {
  const { question, here } = formRefused;
  return { question, ...here };
}
