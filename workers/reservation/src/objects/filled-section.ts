/** A section as PostgreSQL has it: what an object begins with, or begins anew with when its storage was lost. @see specs/ticketing.md 37 */

import { seatCount } from "../core/seat-plan.ts";
import { applied, type Change, emptySection, type Section } from "../core/section.ts";
import { reconciled } from "../core/section-reconcile.ts";
import type { Claims, Layouts } from "../ports/deps.ts";
import type { SectionName } from "../ports/seats.ts";
import type { SectionTerms } from "./section-rows.ts";

/** A filled section, and the changes that make it of an empty one. */
interface Filled {
  section: Section;
  terms: SectionTerms;
  changes: Change[];
}

/** Reads the plan and the claims. @param fence the highest that was given: it never falls @returns null where the plan has no such section */
export async function filledSection(
  { claims, layouts }: { claims: Claims; layouts: Pick<Layouts, "version"> },
  { eventId, layoutVersion, section: no }: SectionName,
  fence: number,
): Promise<Filled | null> {
  const [layout, reservations] = await Promise.all([
    layouts.version(eventId, layoutVersion),
    claims.ofSection(eventId, no, []),
  ]);
  const own = layout?.body.sections.find((each) => each.no === no);
  if (!layout || !own) return null;
  const { currency, grades } = layout.body;
  const prices = Object.fromEntries(grades.map(({ key, priceMinor }) => [key, priceMinor]));
  const blocked: Change = {
    seats: new Map(own.blocked.map((index) => [index, { state: "blocked", by: null }] as const)),
  };
  const changes = [blocked];
  let section = applied({ ...emptySection(seatCount(own)), fence }, blocked);
  for (const read of reservations) {
    const { change } = reconciled(section, read, section.seats, false);
    changes.push(change);
    section = applied(section, change);
  }
  return { section, changes, terms: { eventId, layoutVersion, section: own, currency, prices } };
}
