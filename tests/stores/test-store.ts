/** Starts a private Redis behind the local Upstash endpoint, so that tests go through the driver production has. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectRedis, type Redis } from "@edgemart/redis/client";
import { startRedis } from "../../tools/local/redis.ts";
import { startUpstashEndpoint } from "../../tools/local/upstash.ts";

/** Milliseconds a Worker under test waits for its stores. */
export const LOCAL_WAITS = {
  ...{ REDIS_FIRST_MS: "5000", REDIS_LATER_MS: "5000" },
  ...{ POSTGRES_FIRST_MS: "5000", POSTGRES_LATER_MS: "5000" },
};

/** A Redis of a test's own behind the REST endpoint. */
export interface TestStore {
  kind: string;
  redis: Redis;
  /** Where it is, and waits as on a laptop: a busy machine is no outage. */
  vars: typeof LOCAL_WAITS & { UPSTASH_REDIS_REST_URL: string; UPSTASH_REDIS_REST_TOKEN: string };
  /** Makes the store unreachable. */
  stopEndpoint(): Promise<void>;
  stop(): Promise<void>;
}

/** @param force the embedded Redis, where a redis-server is installed */
export async function startTestStore(force?: "embedded"): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), "edgemart-store-"));
  const log = () => undefined;
  const store = await startRedis({
    ...{ dataDir, port: 0, isThrowaway: true },
    ...{ log, onFatal: log, force },
  });
  const token = "test-token";
  const endpoint = await startUpstashEndpoint({ port: 0, token, store, log });
  const vars = {
    ...LOCAL_WAITS,
    ...{ UPSTASH_REDIS_REST_URL: endpoint.url, UPSTASH_REDIS_REST_TOKEN: token },
  };
  let stopped: Promise<void> | null = null;
  const stopEndpoint = () => {
    stopped ??= endpoint.stop();
    return stopped;
  };
  return {
    kind: store.kind,
    redis: connectRedis(vars, 5_000),
    vars,
    stopEndpoint,
    async stop() {
      await stopEndpoint();
      await store.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
