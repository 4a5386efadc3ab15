/** Turns an upstream's answer into the client's: own headers only where the gateway is their author. */
import { HEADER } from "@edgemart/contracts/headers";
import { isSecured } from "@edgemart/worker-kit/transport-security";
import type { GatewayContext } from "../context.ts";
import { isGatewayHeader } from "./forwarded-headers.ts";

// Answers on their way out whose headers are still the upstream's own, which cannot be set.
const untouched = new WeakSet<Response>();

/** Copies an answer, because a fetched one has immutable headers. @param body what the client gets */
export function relay(c: GatewayContext, response: Response, body: BodyInit | null): Response {
  const copy = new Response(body, response);
  for (const name of [...copy.headers.keys()]) {
    if (isGatewayHeader(name)) copy.headers.delete(name);
  }
  if (isPersonal(c) && !isUnshared(copy)) copy.headers.set("cache-control", "no-store");
  return copy;
}

/**
 * Passes an answer on as it is when nothing has to change, else a copy.
 *
 * Our own Workers say request id, caching and `nosniff` themselves, and a copy is a seventh of what a bare proxy costs.
 */
export function passOn(c: GatewayContext, response: Response): Response {
  if (!isComplete(c, response)) return relay(c, response, response.body);
  untouched.add(response);
  return response;
}

/** The headers of the answer, to be set: of a copy when it was passed on untouched so far. */
export function headersOf(c: GatewayContext): Headers {
  if (untouched.has(c.res)) {
    const copy = new Response(c.res.body, c.res);
    // Hono merges the headers of the answer before unless there is none.
    c.res = undefined;
    c.res = copy;
  }
  return c.res.headers;
}

function isComplete(c: GatewayContext, response: Response): boolean {
  const { headers } = response;
  if (headers.get(HEADER.requestId) !== c.get("requestId")) return false;
  if (headers.get("x-content-type-options") !== "nosniff") return false;
  if (!isSecured(headers, c.req.url)) return false;
  if (isPersonal(c) ? !isUnshared(response) : !headers.has("cache-control")) return false;
  for (const name of headers.keys()) if (isGatewayHeader(name)) return false;
  return true;
}

/** A personal answer must not enter a shared cache, whatever its Worker says (specs/auth.md item 69). */
function isPersonal(c: GatewayContext): boolean {
  return c.get("identity") !== null && c.get("row").access !== "public";
}

/** Tells whether no shared cache may keep an answer. */
export function isUnshared(response: Response): boolean {
  return /\b(no-store|private)\b/i.test(response.headers.get("cache-control") ?? "");
}
