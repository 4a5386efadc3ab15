/** Attempt counters in Redis, each taken or given back by one EVAL. */
import { evaluate, type Redis } from "@edgemart/redis/client";
import {
  ACCOUNT_LOCK_FAILURES,
  ACCOUNT_LOCK_MEMORY_SECONDS,
  ACCOUNT_MEMORY_SECONDS,
  ACCOUNT_WAIT_MAX_SECONDS,
  type Admission,
  WINDOW_SECONDS,
  type WindowKind,
} from "../core/throttle.ts";
import type { Throttle } from "../ports.ts";
import { accountKey, windowKey } from "./keys.ts";
import { askRedis } from "./outage.ts";
import { GIVE_BACK_ACCOUNT, GIVE_BACK_WINDOW, TAKE_ACCOUNT, TAKE_WINDOW } from "./throttle.lua.ts";

/** How many attempts each window takes. */
export interface ThrottleLimits {
  windowMax: Record<WindowKind, number>;
  /** Failures of one account before it waits. */
  accountFree: number;
}

/** Builds the counters. Every method throws `Unavailable`: without counters no one signs in (auth 31). */
export function redisThrottle(redis: Redis, limits: ThrottleLimits): Throttle {
  const run = (script: string, key: string, args: (string | number)[]) =>
    askRedis(() => evaluate<string[]>(redis, script, [key], args.map(String)));

  return {
    async takeWindow(kind, prefix, now) {
      const seconds = WINDOW_SECONDS[kind];
      const args = [now, now + seconds, limits.windowMax[kind], seconds + 60];
      return admission(await run(TAKE_WINDOW, windowKey(kind, prefix), args));
    },
    async giveBackWindow(kind, prefix, now) {
      await run(GIVE_BACK_WINDOW, windowKey(kind, prefix), [now]);
    },
    async takeAccount(account, now) {
      const args = [
        ...[now, limits.accountFree, ACCOUNT_WAIT_MAX_SECONDS, ACCOUNT_MEMORY_SECONDS],
        ...[ACCOUNT_LOCK_FAILURES, ACCOUNT_LOCK_MEMORY_SECONDS],
      ];
      return admission(await run(TAKE_ACCOUNT, accountKey(account), args));
    },
    async giveBackAccount(account, attempt) {
      await run(GIVE_BACK_ACCOUNT, accountKey(account), [attempt]);
    },
    async forgive(prefix, { account, device }) {
      const own = device === null ? accountKey(account) : windowKey("device", device);
      await askRedis(() => redis.del(windowKey("login", prefix), own));
    },
    async unlock(account) {
      await askRedis(() => redis.del(accountKey(account)));
    },
  };
}

function admission([verdict, value]: string[]): Admission {
  if (verdict === "go") return { admitted: true, attempt: Number(value) };
  return { admitted: false, retryAfterSeconds: Number(value) };
}
