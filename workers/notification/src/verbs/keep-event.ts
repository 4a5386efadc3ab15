/** Keeps one event with what it asks for: queue, pull and replay meet here. @see specs/notifications.md 6, 9 */
import type { MessageOutcome } from "@edgemart/worker-kit/consume-queue";
import { planOf } from "../core/plan.ts";
import type { Deps } from "../ports/deps.ts";
import type { Via } from "../ports/events.ts";

/** What became of an event. */
export interface KeptEvent {
  outcome: MessageOutcome;
  /** It was never seen before. */
  isNew: boolean;
  /** Mails that are due now. */
  due: string[];
  /** Text messages that are due now. */
  texts: string[];
  /** Messages to browsers that are due now. */
  pushes: string[];
}

/** Keeps it. @throws when the store is unavailable */
export async function keepEvent(
  { events }: Pick<Deps, "events">,
  body: unknown,
  via: Via,
): Promise<KeptEvent> {
  const plan = planOf(body);
  if (plan === null) return { outcome: "unreadable", isNew: false, due: [], texts: [], pushes: [] };
  const { isNew, ...due } = await events.keep(plan, via);
  // What came before was judged then: its letter is kept once.
  if (!isNew) return { outcome: "handled", isNew, ...due };
  return { outcome: OUTCOMES[plan.state], isNew, ...due };
}

const OUTCOMES = {
  planned: "handled",
  ignored: "ignored",
  unhandled: "unhandled",
  invalid: "unreadable",
} as const satisfies Record<string, MessageOutcome>;
