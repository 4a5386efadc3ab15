/** The objects behind their ports: names, location, deadlines, what an overloaded one is. @see specs/ticketing.md 6, 7 */
import { createHash } from "node:crypto";
import type { EventFacts } from "@edgemart/contracts/event-facts";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import type { Baskets, Sections } from "../ports/seats.ts";

/** Longest wait for an object, which may have to be rebuilt from PostgreSQL. */
const OBJECT_MS = 5_000;
/** Objects of baskets that an event has. */
const SHARES = 32;

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
    namespaces.baskets.getByName(`${eventId}/${shareOf(eventId, member)}`, { locationHint });
  return {
    sections: {
      hold: (question) =>
        asked(
          async () => await sectionOf(question).hold({ ...question, facts: sale(question.facts) }),
        ),
      release: (named, hold) => asked(async () => await sectionOf(named).release(named, hold)),
      read: (named, hold) => asked(async () => await sectionOf(named).read(named, hold)),
      pin: (named, hold) => asked(async () => await sectionOf(named).pin(named, hold)),
      look: (named) => asked(async () => await sectionOf(named).look(named)),
      taken: (named) => asked(async () => await sectionOf(named).taken(named)),
    },
    baskets: {
      take: (question) => asked(async () => await basketOf(question).take(question)),
      give: (question) => asked(async () => await basketOf(question).give(question)),
      mine: (question) => asked(async () => await basketOf(question).mine(question.member)),
    },
  };
}

/** A member always meets the same object. */
function shareOf(eventId: string, member: string): number {
  return createHash("sha256").update(`${eventId} ${member}`).digest().readUInt8(0) % SHARES;
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

function asked<T>(ask: () => Promise<T>): Promise<T> {
  return withDeadline(ask(), OBJECT_MS);
}

/** Tells an object that has more to do than it can from a bug. @see Cloudflare, Durable Objects, error handling */
export function isOverloaded(thrown: unknown): boolean {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    "overloaded" in thrown &&
    thrown.overloaded === true
  );
}
