/** Turns an upstream's answer into the client's: own headers only where the gateway is their author. */
import type { GatewayContext } from "./context.ts";
import { isGatewayHeader } from "./forwarded-headers.ts";

/**
 * Copies an answer, because a fetched one has immutable headers.
 *
 * @param body what the client gets; the answer's own stream when it was not read
 */
export function relay(
  c: GatewayContext,
  response: Response,
  body: BodyInit | null = response.body,
): Response {
  const copy = new Response(body, response);
  for (const name of [...copy.headers.keys()]) {
    if (isGatewayHeader(name)) copy.headers.delete(name);
  }
  // A personal answer must not enter a shared cache, whatever its Worker says (specs/auth.md item 69).
  const personal = c.get("identity") !== null && c.get("route").access !== "public";
  const caching = copy.headers.get("cache-control") ?? "";
  if (personal && !/\b(no-store|private)\b/i.test(caching)) {
    copy.headers.set("cache-control", "no-store");
  }
  return copy;
}
