/** One program of a schedule: asks the ledger, crashes where its seed says so, and asks again as a saga would. */
import type { Random } from "@edgemart/testkit/random";
import type pg from "pg";
import { callOf } from "../ledger.ts";

/** Where a call can be lost. */
export const FAULTS = ["before sending", "before the commit", "reply lost"] as const;
/** A place where a call can be lost. */
export type Fault = (typeof FAULTS)[number];

/** How often what was met; a search that meets nothing proves nothing. */
export interface Met {
  calls: number;
  /** How many times each function was lost at each place, as `points_hold, reply lost`. */
  faults: Map<string, number>;
  /** Statements that PostgreSQL chose as the victim of a deadlock, and that were sent again. */
  contended: number;
}

/** What calls the ledger in a schedule. */
export interface Actor {
  random: Random;
  pool: pg.Pool;
  met: Met;
}

const FAULT_CHANCE = 0.25;
const FAULTS_MAX = 3;
const CONTENDED_MAX = 3;

/**
 * Calls a function until its answer has arrived, however often the call is lost.
 *
 * @throws what PostgreSQL refuses: a movement that breaks the ledger
 */
export async function call(actor: Actor, name: string, ...values: unknown[]): Promise<string> {
  const { random, met } = actor;
  for (let lost = 0; lost < FAULTS_MAX && random.chance(FAULT_CHANCE); lost++) {
    const fault = random.pick(FAULTS);
    met.faults.set(`${name}, ${fault}`, (met.faults.get(`${name}, ${fault}`) ?? 0) + 1);
    if (fault === "before the commit") await undone(actor, name, values);
    if (fault === "reply lost") await sent(actor, name, values);
  }
  return sent(actor, name, values);
}

async function sent({ pool, met }: Actor, name: string, values: unknown[]): Promise<string> {
  for (let tries = 0; ; tries++) {
    met.calls++;
    try {
      return (await pool.query(callOf(name), values)).rows[0].answer;
    } catch (thrown) {
      const { code } = thrown as { code?: string };
      if ((code !== "40P01" && code !== "40001") || tries === CONTENDED_MAX) throw thrown;
      met.contended++;
    }
  }
}

/** The connection breaks after the statement and before its commit: PostgreSQL undoes it. */
async function undone({ pool, met }: Actor, name: string, values: unknown[]): Promise<void> {
  const client = await pool.connect();
  met.calls++;
  try {
    await client.query("begin");
    await client.query(callOf(name), values);
    await client.query("rollback");
    client.release();
  } catch (thrown) {
    client.release(true);
    // Undone all the same: a deadlock's victim is no other end than this one.
    if ((thrown as { code?: string }).code !== "40P01") throw thrown;
  }
}
