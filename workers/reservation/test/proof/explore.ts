/** Plays seeded schedules of seats and judges each step. @see specs/ticketing.md 66, 68 */
import { randomFrom, seedOf } from "@edgemart/testkit/random";
import { isFree } from "../../src/core/section.ts";
import { OUR_PLAN, type Plan, World } from "./world.ts";

const STEPS = 60;

/** What a search met. */
export interface Found {
  schedules: number;
  confirmed: number;
  faults: Set<string>;
  broken: { seed: number; violation: string }[];
}

/** Plays so many schedules; with a planted error it ends at the first that is found. */
export function explore(seed: number, count: number, plan: Plan = OUR_PLAN): Found {
  const found: Found = { schedules: 0, confirmed: 0, faults: new Set(), broken: [] };
  for (let n = 0; n < count; n += 1) {
    const own = seedOf(seed, n);
    const world = new World(randomFrom(own), plan);
    const violation = played(world);
    found.schedules += 1;
    for (const fault of world.faults) found.faults.add(fault);
    found.confirmed += [...world.database.rows.values()].filter(
      ({ state }) => state === "CONFIRMED",
    ).length;
    if (!violation) continue;
    found.broken.push({ seed: own, violation });
    if (plan !== OUR_PLAN) break;
  }
  return found;
}

/** The first law that a schedule breaks; null where all are kept. */
function played(world: World): string | null {
  for (let n = 0; n < STEPS; n += 1) {
    world.step();
    const broken = always(world) ?? pinnedOnly(world);
    if (broken) return `step ${n}: ${broken}`;
  }
  world.settle();
  const settled = always(world) ?? paid(world) ?? alike(world);
  if (settled) return `settled: ${settled}`;
  world.wait();
  return always(world) ?? alike(world);
}

/** No seat is sold twice, and who bought has the claim. */
function always({ database }: World): string | null {
  const owners = new Map<number, string>();
  for (const { id, state, items } of database.rows.values()) {
    if (state !== "CONFIRMED") continue;
    for (const { seat } of items) {
      if (owners.has(seat)) return `seat ${seat} is sold to ${owners.get(seat)} and ${id}`;
      owners.set(seat, id);
      if (database.claims.get(seat) !== id) return `${id} bought seat ${seat} and has no claim`;
    }
  }
  return null;
}

/** No message undoes what came after it was written, and no seat is pinned for what did not claim it. */
function pinnedOnly(world: World): string | null {
  const { database, section, losses, pinnedAfter, wrong } = world;
  if (wrong !== null) return wrong;
  for (const { id, attempt } of database.rows.values()) {
    if (!attempt) continue;
    // What was lost in between comes back by the next reading.
    if (pinnedAfter.get(id) !== losses) continue;
    const foreign = section.seats.findIndex(
      ({ state, by }, index) =>
        state === "pinned" &&
        section.holds.get(by ?? "")?.reservation === id &&
        database.claims.get(index) !== id,
    );
    if (foreign >= 0) return `seat ${foreign} is pinned for ${id}, which does not claim it`;
  }
  return null;
}

/** Money that was taken has its reservation. */
function paid({ database }: World): string | null {
  for (const [id, { reservation, state }] of database.payments) {
    const row = database.rows.get(reservation);
    // What was bought may have been cancelled since.
    const isServed = row?.state === "CONFIRMED" || row?.state === "CANCELLED";
    if (state === "PAID" && !isServed) return `${id} was paid, ${reservation} is ${row?.state}`;
  }
  return null;
}

/** Section and PostgreSQL agree: what is sold or pinned has its claim, and what has none is given to the next who asks. */
function alike(world: World): string | null {
  const { database, section } = world;
  for (const [index, { state, by }] of section.seats.entries()) {
    const row = database.rows.get(database.claims.get(index) ?? "");
    if (state === "sold" && (row?.state !== "CONFIRMED" || by !== row.id)) {
      return `seat ${index} is sold to ${by}, and claimed by ${row?.id}`;
    }
    if (state === "pinned" && !row?.attempt) return `seat ${index} is pinned without an attempt`;
    const canBeTaken = isFree(section, index, world.clockOfSection);
    if (row?.state === "CONFIRMED" && canBeTaken) return `seat ${index} was bought and is offered`;
  }
  return null;
}
