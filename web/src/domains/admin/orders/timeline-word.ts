/** The words for an entry of a timeline, by where it was written: one name may mean two things in two Workers. Pure. */
import type { TimelineEntry } from "@edgemart/contracts/order-administration";
import type { Messages } from "#messages/fill.ts";
import { trailWord } from "../audit/trail-word.ts";

/** Gives the words; the name itself where it has none. */
export function timelineWord(
  { source, name }: Pick<TimelineEntry, "source" | "name">,
  texts: Messages["admin"]["timeline"],
): string {
  switch (source) {
    case "message":
    case "dead_message":
      return trailWord(texts.messages, name);
    case "administration":
      return trailWord(texts.acts, name);
    default:
      return trailWord(texts.names, name);
  }
}
