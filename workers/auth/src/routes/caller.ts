/** Reads who is calling from the headers that the gateway hands on, and keeps what was noted of the request. */
import { readPrefix, UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { HEADER } from "@edgemart/contracts/headers";
import { callContext } from "@edgemart/worker-kit/call";
import { later } from "@edgemart/worker-kit/create-app";
import type { Context } from "hono";
import type { Caller } from "../ports.ts";
import { keepNoted } from "../verbs/keep-audit.ts";
import { tellNoted } from "../verbs/tell-noted.ts";
import type { AuthAppEnv, AuthMiddleware } from "./route.ts";

const BUDGET_MS = 10_000;
const USER_AGENT_CHARS_MAX = 256;

/** Sets the caller before the checks, and hands the request's security events to the audit after the answer. */
export const withCaller: AuthMiddleware = async function withCaller(c, next) {
  const { deps } = c.var;
  c.set("caller", callerOf(c, deps.now()));
  await next();
  tellNoted(deps, c.var.caller);
  keepNoted(deps, c.var.caller);
};

/** @param arrivedMs epoch milliseconds at which the request reached this Worker */
function callerOf(c: Context<AuthAppEnv>, arrivedMs: number): Caller {
  const userAgent = c.req.header("user-agent") ?? "";
  return {
    call: callContext(c, BUDGET_MS),
    addressPrefix: readPrefix(c.req.header(HEADER.clientPrefix)) ?? UNKNOWN_PREFIX,
    // Text for a list of sessions, whatever it holds: cut, and reduced to printable ASCII.
    userAgent: userAgent.slice(0, USER_AGENT_CHARS_MAX).replace(/[^\x20-\x7e]/g, "?"),
    country: /^[A-Z]{2}$/.exec(c.req.header(HEADER.clientCountry) ?? "")?.[0] ?? "",
    later: (work) => later(c, work),
    arrivedMs,
    noted: [],
  };
}
