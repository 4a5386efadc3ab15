/** Publishes the public key set. @see specs/auth.md item 38 */
import type { Hono } from "hono";
import type { GatewayEnv } from "../context.ts";

/** Adds `/.well-known/jwks.json`. */
export function addKeySet(app: Hono<GatewayEnv>): void {
  app.get("/.well-known/jwks.json", (c) =>
    c.json(c.get("config").AUTH_JWKS, 200, { "cache-control": "public, max-age=300" }),
  );
}
