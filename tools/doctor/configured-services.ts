/** Tries the services that `.dev.vars` names: whether they answer, and to these credentials. */
import { Redis } from "ioredis";
import pg from "pg";
import type { Secrets } from "../constellation/secrets.ts";

const DEADLINE_MS = 3_000;

/** @returns one sentence for each service that does not answer within 3 s; none names a credential */
export async function serviceProblems(secrets: Secrets): Promise<string[]> {
  const tries = [
    ["DATABASE_URL", secrets.DATABASE_URL, tryPostgres],
    ["UPSTASH_REDIS_REST_URL", secrets.UPSTASH_REDIS_REST_URL, tryUpstash],
    ["REDIS_URL", secrets.REDIS_URL, tryRedis],
  ] as const;
  const found = await Promise.all(
    tries.map(async ([name, url, attempt]) => {
      if (!url || !URL.canParse(url)) return null;
      const why = await within(attempt(url, secrets)).then(
        () => null,
        (error: unknown) => reasonOf(error),
      );
      return why && `${name}: ${new URL(url).host} does not answer (${why}).`;
    }),
  );
  return found.filter((problem) => problem !== null);
}

async function tryPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: DEADLINE_MS });
  client.on("error", () => undefined); // the query under way rejects with it
  try {
    await client.connect();
    await client.query("SELECT 1");
  } finally {
    void client.end().catch(() => undefined);
  }
}

async function tryUpstash(url: string, secrets: Secrets): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${secrets.UPSTASH_REDIS_REST_TOKEN ?? ""}` },
    body: JSON.stringify(["PING"]),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (!answer.ok) throw new Error(`it answers ${answer.status}`);
}

async function tryRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: DEADLINE_MS,
    commandTimeout: DEADLINE_MS,
    retryStrategy: () => null,
  });
  let last: Error | null = null;
  redis.on("error", (error) => {
    last = error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw last ?? error;
  } finally {
    redis.disconnect();
  }
}

async function within(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer in ${DEADLINE_MS / 1000} s`)),
      DEADLINE_MS,
    );
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The system's own code where there is one: messages of drivers may hold the address with its password. */
function reasonOf(error: unknown): string {
  const { code, cause, message } = error as { code?: string; cause?: unknown; message?: string };
  if (code) return code;
  return cause ? reasonOf(cause) : (message ?? "no reason given");
}
