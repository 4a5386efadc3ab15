/** What the clock does for links and events: sends what is unsent, and removes what has served its time. */
import type { Deps } from "../ports.ts";

const UNSENT_MAX = 200;

/** Does one visit's worth; the next one goes on. @throws what the database throws */
export async function keepLinks({ events, links }: Pick<Deps, "events" | "links">) {
  return { sent: await events.sendUnsent(UNSENT_MAX), removed: await links.tidy() };
}
