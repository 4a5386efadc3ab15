/** Turns the many ways an outside call fails into the one error that means 503. */
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { isRedisOutage } from "@edgemart/redis/errors";
import { reasonOf } from "@edgemart/worker-kit/log";
import { Unavailable } from "../ports.ts";

/** Runs store commands. @throws Unavailable when Redis is unreachable or too slow; anything else is a bug and passes */
export async function askRedis<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (isRedisOutage(thrown)) throw new Unavailable(`redis: ${reasonOf(thrown)}`);
    throw thrown;
  }
}

/** Asks the database something an answer waits for. @throws Unavailable when it is unreachable; anything else is a bug and passes */
export async function askPostgres<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (isPostgresOutage(thrown)) throw new Unavailable(`postgres: ${reasonOf(thrown)}`);
    throw thrown;
  }
}
