/** Many schedules on one PostgreSQL: some at once, each with members of its own; keeps the first violations with their seeds. */
import { randomFrom, seedOf } from "@edgemart/testkit/random";
import type { Ledger } from "../ledger.ts";
import type { Met } from "./actor.ts";
import { violations } from "./laws.ts";
import { type Claims, earnedOfGoods, PROGRAMS, type Program } from "./programs.ts";

/** How a schedule may be made wrong, to see that the search finds it. */
export interface Plan {
  earned(goods: number, shipping: number): number;
}

/** A schedule that broke something. */
export interface Broken {
  seed: number;
  violations: string[];
}

/** What a campaign met. */
export interface Campaign extends Met {
  schedules: number;
  broken: Broken[];
}

const AT_ONCE = 4;
const ACTORS = 6;
const MEMBERS = 2;

/** The plan without an error. */
export const OUR_PLAN: Plan = { earned: (goods) => earnedOfGoods(goods) };

/**
 * Plays so many schedules.
 *
 * @param isEnough ends it early, for planted errors: which of an error's violations is met first is PostgreSQL's to say
 */
export async function campaign(
  ledger: Ledger,
  seed: number,
  count: number,
  plan: Plan = OUR_PLAN,
  isEnough: (broken: readonly Broken[]) => boolean = () => false,
): Promise<Campaign> {
  const out: Campaign = { schedules: 0, calls: 0, faults: new Map(), contended: 0, broken: [] };
  let next = 0;
  const lane = async () => {
    while (next < count && !isEnough(out.broken)) {
      const own = seedOf(seed, next++);
      const found = await explore(ledger, own, plan, out);
      out.schedules++;
      if (found.length > 0) out.broken.push({ seed: own, violations: found });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return out;
}

let played = 0;

/**
 * Plays one schedule: actors at once on the same members, then the laws. The seed decides what each actor does and
 * where it crashes; PostgreSQL decides who comes first.
 */
export async function explore(
  ledger: Ledger,
  seed: number,
  plan: Plan,
  met: Met,
): Promise<string[]> {
  // A schedule can be played again on the same ledger.
  const name = `${seed.toString(36)}x${(played++).toString(36)}`;
  const after = `mem_${name}_`;
  const members = Array.from({ length: MEMBERS }, (_, n) => `${after}${n}`) as [string, string];
  const claims: Claims = {
    uses: new Map(),
    refunds: new Map(),
    orders: new Map(),
    gifts: new Map(),
    surprises: [],
  };
  const act = async (actor: number) => {
    const random = randomFrom(seedOf(seed, actor));
    for (let round = 0; round < 2; round++) {
      const self: Program = {
        ...{ random, met, claims, members, pool: ledger.pool, earned: plan.earned },
        name: `${name}_${actor}_${round}`,
        age: (member) => age(ledger, member, random.between(1, 3)),
      };
      // Somebody must have something before anybody can spend it.
      const program = round === 0 && actor < 2 ? PROGRAMS[4] : random.pick(PROGRAMS);
      await program(self).catch((thrown: { code?: string; constraint?: string }) => {
        claims.surprises.push(
          `${self.name}: refused ${thrown.code} ${thrown.constraint ?? thrown}`,
        );
      });
    }
  };
  await Promise.all(Array.from({ length: ACTORS }, (_, actor) => act(actor)));
  return violations(ledger.pool, claims, members, after);
}

/** Expiry changes under the account's lock alone, as in the ledger itself. */
async function age(ledger: Ledger, member: string, every: number): Promise<void> {
  await ledger.own(
    `with locked as materialized (
       select member_id from payment.point_account where member_id = $1 for update)
     update payment.point_lot l set expires_at = now() - interval '1 hour' from locked
      where l.member_id = locked.member_id and l.remaining > 0 and hashtext(l.id) % 4 < $2`,
    member,
    every,
  );
}
