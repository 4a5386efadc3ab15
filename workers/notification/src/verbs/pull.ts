/** Reads the outboxes for what no queue brought: a message that was lost is late then, not lost. @see specs/notifications.md 4 */
import type { CallContext } from "@edgemart/contracts/call";
import { OUTBOX_PAGE_MAX, type OutboxRow } from "@edgemart/contracts/outbox";
import type { Deps } from "../ports/deps.ts";
import { keepEvent } from "./keep-event.ts";

/** The queue whose events are read, without an environment's suffix. */
const QUEUE = "edgemart-notify";
/** Events that are kept at the same time. */
const AT_ONCE = 4;
/** Questions of one tick. */
const PULLS_MAX = 12;

/** What a round of reading came to. */
export interface Pulled {
  /** Producers that answered. */
  answered: number;
  read: number;
  /** Events that had not come by the queue. */
  missed: number;
}

/** Asks every producer once, and goes on with those that had a full page: each time the one that is read least far. */
export async function pull(deps: Deps, call: CallContext): Promise<Pulled> {
  const places = await deps.events.places();
  const sum: Pulled = { answered: 0, read: 0, missed: 0 };
  const sources = Object.keys(deps.outboxes);
  const full = new Set<string>();
  const readOne = async (source: string): Promise<boolean> => {
    const page = await pullPage(deps, source, places.get(source) ?? null, call);
    full.delete(source);
    if (page === null) return false;
    sum.read += page.read;
    sum.missed += page.missed;
    if (page.last) places.set(source, page.last);
    if (page.read === OUTBOX_PAGE_MAX) full.add(source);
    return true;
  };
  for (const source of sources) if (await readOne(source)) sum.answered += 1;
  for (let left = PULLS_MAX - sources.length; left > 0 && full.size > 0; left--) {
    const atOf = (source: string) => places.get(source)?.at ?? "";
    const [behind = ""] = [...full].toSorted((a, b) => (atOf(a) < atOf(b) ? -1 : 1));
    await readOne(behind);
  }
  return sum;
}

/** Reads one page. The place moves when all of it is kept. @returns null when the producer, or our store, did not answer */
async function pullPage(
  deps: Deps,
  source: string,
  after: { at: string; id: string } | null,
  call: CallContext,
) {
  try {
    const input = { queue: QUEUE, after, limit: OUTBOX_PAGE_MAX };
    const rows = (await deps.outboxes[source]?.since(input, call)) ?? [];
    const missed = await keepMissed(deps, rows);
    const last = rows.at(-1);
    const place = last ? { at: last.at, id: last.id } : null;
    await deps.events.advance(source, place);
    return { read: rows.length, missed, last: place };
  } catch (thrown) {
    deps.noteFailure("pull_failed", source, thrown);
    return null;
  }
}

async function keepMissed(deps: Deps, rows: readonly OutboxRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const unseen = new Set(await deps.events.unseen(rows.map(({ body }) => body.id)));
  const waiting = rows.filter(({ body }) => unseen.has(body.id));
  let missed = 0;
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (await keepPulled(deps, next)) missed += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return missed;
}

async function keepPulled(deps: Deps, { body }: OutboxRow): Promise<boolean> {
  const { outcome, isNew } = await keepEvent(deps, body, "pull");
  if (outcome === "unreadable" || outcome === "unhandled") {
    await deps.keepDead({ id: body.id, queue: QUEUE, body, reason: outcome });
  }
  return isNew;
}
