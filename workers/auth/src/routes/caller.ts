/** Reads who is calling from the headers the gateway hands on. */

import { readPrefix, UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { HEADER } from "@edgemart/contracts/headers";
import { callContext } from "@edgemart/worker-kit/call";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import type { Context } from "hono";
import type { AuthConfig } from "../env.ts";
import type { Caller } from "../ports.ts";
import type { AuthAppEnv } from "./context.ts";

const BUDGET_MS = 10_000;
const USER_AGENT_CHARS_MAX = 256;

/** @param arrivedMs epoch milliseconds at which the request reached this Worker */
export function callerOf(c: Context<AuthAppEnv>, arrivedMs: number): Caller {
  const userAgent = c.req.header("user-agent") ?? "";
  return {
    call: callContext(withoutOwnVariables(c), BUDGET_MS),
    addressPrefix: readPrefix(c.req.header(HEADER.clientPrefix)) ?? UNKNOWN_PREFIX,
    // Text for a list of sessions, whatever it holds: cut, and reduced to printable ASCII.
    userAgent: userAgent.slice(0, USER_AGENT_CHARS_MAX).replace(/[^\x20-\x7e]/g, "?"),
    country: /^[A-Z]{2}$/.exec(c.req.header(HEADER.clientCountry) ?? "")?.[0] ?? "",
    later: (work) => executionOf(c)?.waitUntil(work),
    arrivedMs,
    noted: [],
  };
}

/** Absent where the app is called without a runtime around it. */
function executionOf(c: Context<AuthAppEnv>) {
  try {
    return c.executionCtx;
  } catch {
    return null; // Hono throws when there is none; the work then runs on by itself
  }
}

/** Guarantee of the cast: what a context of auth holds includes all that the kit's own contexts hold. */
function withoutOwnVariables(c: Context<AuthAppEnv>): Context<AppEnv<AuthConfig>> {
  return c as unknown as Context<AppEnv<AuthConfig>>;
}
