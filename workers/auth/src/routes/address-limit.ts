/** Counts attempts at passwords, links and registrations per address prefix. */
import { UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { problem } from "@edgemart/worker-kit/create-app";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import type { Context } from "hono";
import { accountDigest } from "../core/account-digest.ts";
import type { WindowKind } from "../core/throttle.ts";
import type { AuthAppEnv, AuthMiddleware } from "./route.ts";

/** The windows that are counted per address prefix. */
export type AddressWindow = Extract<WindowKind, "login" | "register" | "asked">;

/** Statuses after which an attempt counts: an answer that depended on a password or made an account. */
const COUNTED: Record<AddressWindow, readonly number[]> = {
  login: [200, 401, 403],
  register: [201, 409],
  asked: [202, 204],
};

/**
 * Takes one of the address prefix's attempts before anything is parsed, and gives it back when none was made.
 *
 * Taken first, because of parallel requests only so many may go on as there are attempts left (auth 29).
 */
export function addressLimit(window: AddressWindow): AuthMiddleware {
  return async function addressLimit(c, next) {
    const { config, deps, caller } = c.var;
    // Where a registration opens nothing yet, it is a mail that is asked for.
    const kind = window === "register" && config.REGISTER_MODE === "verify" ? "asked" : window;
    // Answered at once, before any trip to a store: a flood must not become the store's flood (attack 73).
    if (deps.hasher.isFull()) {
      return problem(c, { code: "temporarily_unavailable", retryAfterSeconds: 1 });
    }
    const now = Math.floor(deps.now() / 1000);
    const bucket = await bucketOf(c);
    // No one is named, and no address known: what follows refuses it, or a limit of its own holds.
    if (bucket === null) return next();
    caller.bucket = bucket;
    const admission = await deps.throttle.takeWindow(kind, bucket, now);
    if (!admission.admitted) {
      deps.audit({ event: "excess_rate_limit_exceeded", outcome: kind }, caller);
      const { retryAfterSeconds } = admission;
      return problem(c, { code: "rate_limited", retryAfterSeconds });
    }
    await next();
    if (COUNTED[kind].includes(c.res.status)) return;
    try {
      await deps.throttle.giveBackWindow(kind, bucket, now);
    } catch (thrown) {
      deps.warn("auth.attempt_not_given_back", thrown, caller);
    }
  };
}

/** The address prefix; with none known the account that is named, so that no one fills a bucket that all share. */
async function bucketOf(c: Context<AuthAppEnv>): Promise<string | null> {
  const { bodyRefusal, caller, config, identity } = c.var;
  if (caller.addressPrefix !== UNKNOWN_PREFIX) return caller.addressPrefix;
  if (identity) return `member:${identity.memberId}`;
  const body = bodyRefusal ? null : ((await c.req.json()) as { email?: unknown } | null);
  if (typeof body?.email !== "string") return null;
  return `account:${accountDigest(body.email, currentKey(config.AUTH_PEPPERS))}`;
}
