/** What is planned for one event, from nothing but its body. Pure. @see specs/notifications.md 1, 6, 7, 9 */
import { Envelope, EVENT_BYTES_MAX } from "@edgemart/contracts/events/envelope";
import type { Told } from "./rule.ts";
import { RULES } from "./rules.ts";

/** How an event was judged. */
export type EventState = "planned" | "ignored" | "unhandled" | "invalid";

/** An event that can be kept, and what it asks for. */
export interface Plan {
  event: Envelope;
  state: EventState;
  told: Told[];
  usefulSeconds: number;
}

/** Judges a body. @returns null for what is no event at all */
export function planOf(body: unknown): Plan | null {
  if (bytesOf(body) > EVENT_BYTES_MAX) return null;
  const parsed = Envelope.safeParse(body);
  if (!parsed.success) return null;
  const event = parsed.data;
  const judged = (state: EventState): Plan => ({ event, state, told: [], usefulSeconds: 0 });
  // Only its owner emits a type.
  if (event.type.split(".")[0] !== event.source) return judged("invalid");
  // `hasOwn`: a type may be called as what every object has.
  const rule = Object.hasOwn(RULES, event.type) ? RULES[event.type] : undefined;
  if (!rule) return judged("ignored");
  if (event.version !== rule.version) return judged("unhandled");
  const data = rule.data.safeParse(event.data);
  if (!data.success) return judged("invalid");
  // Guarantee of the cast: the rule's own schema has parsed it.
  const told = rule.tell(data.data as never);
  return { event, state: "planned", told, usefulSeconds: rule.usefulSeconds };
}

function bytesOf(body: unknown): number {
  try {
    return new TextEncoder().encode(JSON.stringify(body) ?? "").length;
  } catch {
    return Number.POSITIVE_INFINITY; // a circular value or a bigint
  }
}
