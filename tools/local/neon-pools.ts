/** Lends PostgreSQL connections by role, password and database; bounded, and clean at every hand-over. */
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

/** The real server behind the endpoint. */
export interface Upstream {
  host: string;
  port: number;
  /** Used when a connection string names no database. */
  database?: string;
}

/** Who asks, as its connection string says. */
export interface Credentials {
  user: string;
  password: string;
  database: string;
}

/** Pools, one per credentials. */
export interface Pools {
  /**
   * Runs `use` on a connection of its own; no session state outlives it.
   *
   * @param leavesState the session is reset afterwards; after a failure it always is
   */
  withClient<T>(
    credentials: Credentials,
    use: (client: pg.PoolClient) => Promise<T>,
    leavesState: boolean,
  ): Promise<T>;
  stop(): Promise<void>;
}

const POOLS_MAX = 16;
const CLIENTS_PER_POOL_MAX = 20;
/** As in Neon's own proxy: a caller that asks again after a quiet minute finds its connection, and PostgreSQL's caches with it. */
const IDLE_MS = 300_000;
/** A query still running at the stop is not waited for longer than this. */
const STOP_MS = 1_000;
/** Beyond the server's own limit, so that its error (57014) is the one that is seen. */
const DEADLINE_GRACE_MS = 1_000;

/** Raised when no answer came in time; its statement's outcome is unknown. */
export class DeadlineError extends Error {}

/** Creates the set of pools; nothing connects before the first use. */
export function createPools(upstream: Upstream, deadlineMs: number): Pools {
  const pools = new Map<string, pg.Pool>();

  function poolFor(credentials: Credentials): { key: string; pool: pg.Pool } {
    const key = JSON.stringify([credentials.user, credentials.password, credentials.database]);
    const pool = pools.get(key) ?? createPool(upstream, credentials, deadlineMs);
    pools.delete(key); // the map's order is the order of last use
    pools.set(key, pool);
    if (pools.size > POOLS_MAX) dropOldestIdle(pools);
    return { key, pool };
  }

  return {
    async withClient(credentials, use, leavesState) {
      const { key, pool } = poolFor(credentials);
      let client: pg.PoolClient;
      try {
        client = await pool.connect();
      } catch (error) {
        // A wrong password must not occupy a pool.
        if (pool.totalCount === 0 && pool.waitingCount === 0 && pools.get(key) === pool) {
          pools.delete(key);
          void pool.end();
        }
        throw error;
      }
      return lend(client, use, leavesState, deadlineMs + DEADLINE_GRACE_MS);
    },
    async stop() {
      const ended = Promise.all([...pools.values()].map((pool) => pool.end()));
      pools.clear();
      await Promise.race([ended, delay(STOP_MS, undefined, { ref: false })]);
    },
  };
}

function createPool(upstream: Upstream, credentials: Credentials, deadlineMs: number): pg.Pool {
  const pool = new pg.Pool({
    ...credentials,
    host: upstream.host,
    port: upstream.port,
    max: CLIENTS_PER_POOL_MAX,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: deadlineMs, // counts the wait for a free connection too
    statement_timeout: deadlineMs,
    application_name: "neon-http",
    allowExitOnIdle: true,
  });
  pool.on("error", () => undefined); // an idle connection broke; the pool has already forgotten it
  return pool;
}

async function lend<T>(
  client: pg.PoolClient,
  use: (client: pg.PoolClient) => Promise<T>,
  leavesState: boolean,
  deadlineMs: number,
): Promise<T> {
  const broken = () => undefined; // the query in flight rejects with the same error
  client.on("error", broken);
  const giveBack = (failure?: Error) => {
    client.off("error", broken);
    client.release(failure);
  };
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DeadlineError(`no answer in ${deadlineMs} ms`)),
      deadlineMs,
    );
  });
  try {
    const result = await Promise.race([use(client), deadline]);
    if (leavesState) reset(client).then(giveBack, giveBack);
    else giveBack();
    return result;
  } catch (error) {
    if (error instanceof DeadlineError) giveBack(error);
    else reset(client).then(giveBack, giveBack);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** SET, temporary tables and advisory locks never outlive a Neon HTTP request; an open transaction fails here. */
async function reset(client: pg.PoolClient): Promise<undefined> {
  await client.query("DISCARD ALL");
}

function dropOldestIdle(pools: Map<string, pg.Pool>): void {
  for (const [key, pool] of pools) {
    if (pool.totalCount > pool.idleCount || pool.waitingCount > 0) continue;
    pools.delete(key);
    void pool.end();
    return;
  }
}
