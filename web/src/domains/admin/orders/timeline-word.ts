/** The words for an entry of a timeline, by where it was written: one name may mean two things in two Workers. Pure. */
import type { TimelineEntry } from "@edgemart/contracts/order-administration";
import type { Messages } from "#messages/fill.ts";
import { trailWord } from "../audit/trail-word.ts";

type Texts = Messages["admin"]["timeline"];

/** Gives the words, of a call of the gateway with how it ended; the name itself where it has none. */
export function timelineWord(
  { source, name, data }: Pick<TimelineEntry, "source" | "name" | "data">,
  texts: Texts,
): string {
  switch (source) {
    case "message":
    case "dead_message":
      return trailWord(texts.messages, name);
    case "administration":
      return trailWord(texts.acts, name);
    case "gateway_call":
      return `${trailWord(texts.names, name)}: ${outcomeOf(data.httpStatus, texts.outcomes)}`;
    default:
      return trailWord(texts.names, name);
  }
}

function outcomeOf(status: unknown, texts: Texts["outcomes"]): string {
  if (typeof status !== "number") return texts.silent;
  return status < 400 ? texts.answered : texts.refused;
}

/** Gives the name under which an entry has its words: a change's refund is begun again only if it was begun, or failed, before. */
export function nameOf(
  entry: Pick<TimelineEntry, "source" | "name" | "number" | "data">,
  items: readonly Pick<TimelineEntry, "source" | "name" | "number" | "data">[],
): string {
  if (entry.source !== "order" || entry.name !== "change_refunding") return entry.name;
  const isAgain = items.some(
    ({ source, name, number, data }) =>
      source === "order" &&
      (name === "change_refunding" || name === "change_failed") &&
      number < entry.number &&
      data.changeId === entry.data.changeId,
  );
  return isAgain ? "change_refunding_again" : entry.name;
}
