/** The objects behind their ports: names, location, deadlines, what an overloaded one is. @see specs/ticketing.md 6, 7 */
import type { EventFacts } from "@edgemart/contracts/event-facts";
import { err, type Result } from "@edgemart/contracts/result";
import { findingOf } from "@edgemart/worker-kit/absence";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { basketShare } from "../core/basket-share.ts";
import type { Baskets, Sections } from "../ports/seats.ts";

/** Longest wait for an object, which may have to be rebuilt from PostgreSQL. */
const OBJECT_MS = 5_000;
/** Those who are sent away come back spread over so many seconds. */
const BUSY_SECONDS = 3;

/** Where objects are made; the first caller decides. */
export type Location = DurableObjectLocationHint;

/** Makes both ports. */
export function objectPorts(
  namespaces: {
    sections: Env["SECTION_SEATS"];
    baskets: Env["MEMBER_BASKETS"];
  },
  locationHint: Location,
): { sections: Sections; baskets: Baskets } {
  const sectionOf = ({ eventId, section }: { eventId: string; section: number }) =>
    namespaces.sections.getByName(`${eventId}/${section}`, { locationHint });
  const basketOf = ({ eventId, member }: { eventId: string; member: string }) =>
    namespaces.baskets.getByName(basketShare(eventId, member), { locationHint });
  return {
    sections: {
      hold: (question) =>
        asked(
          async () => await sectionOf(question).hold({ ...question, facts: sale(question.facts) }),
        ).catch(busy),
      release: (named, hold) => asked(async () => await sectionOf(named).release(named, hold)),
      read: (named, hold) => asked(async () => await sectionOf(named).read(named, hold)),
      pin: (named, hold) => asked(async () => await sectionOf(named).pin(named, hold)),
      look: (named) => asked(async () => await sectionOf(named).look(named)),
      taken: (named) => asked(async () => await sectionOf(named).taken(named)),
    },
    baskets: {
      take: (question) => asked(async () => await basketOf(question).take(question)).catch(busy),
      give: (question) => asked(async () => await basketOf(question).give(question)),
      mine: (question) => asked(async () => await basketOf(question).mine(question.member)),
    },
  };
}

/** What of an event's facts a section judges by. */
function sale({
  saleClosesAt,
  saleOpensAt,
  state,
  version,
}: Pick<EventFacts, "state" | "saleOpensAt" | "saleClosesAt" | "version">) {
  return { saleClosesAt, saleOpensAt, state, version };
}

/**
 * Asks an object, once more where the first try broke off: a stub that threw is dead, so each try has one of its own.
 *
 * Whether the first was done is not known, and need not be: each verb may be repeated. An overloaded object is left alone.
 */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  return await withDeadline(
    ask().catch((thrown) => {
      if (isOverloaded(thrown) || findingOf(thrown) !== "absent") throw thrown;
      return ask();
    }),
    OBJECT_MS,
  );
}

/** Too many want the same seats at once: none of them is asked to hurry. */
function busy(thrown: unknown): Result<never, "sale_busy"> {
  if (!isOverloaded(thrown)) throw thrown;
  return err("sale_busy", { retryAfterSeconds: 1 + Math.floor(Math.random() * BUSY_SECONDS) });
}

/** Tells an object that has more to do than it can from a bug. @see Cloudflare, Durable Objects, error handling */
function isOverloaded(thrown: unknown): boolean {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    "overloaded" in thrown &&
    thrown.overloaded === true
  );
}
