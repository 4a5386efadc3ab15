/** Operations that the gateway answers itself, as data for the OpenAPI document; a test asks each and holds it to its schema. */
import { ERRORS, type ErrorCode } from "@edgemart/contracts/error";
import type { Operation } from "@edgemart/contracts/operation";
import { z } from "zod";

const CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]; // the keys of the table, as its type says

const Checked = z.strictObject({
  status: z.enum(["ok", "down"]),
  latencyMs: z.number().min(0),
});
const GatewayHealth = z.strictObject({
  status: z.enum(["ok", "degraded"]),
  service: z.literal("gateway"),
  services: z
    .record(z.string(), Checked)
    .optional()
    .describe("With `deep=1` only: every Worker behind, asked once in 5 s"),
});
const ServiceHealth = z.object({ status: z.enum(["ok", "degraded"]), service: z.string() });

/** Every operation of the gateway's own. */
export const OWN_OPERATIONS: readonly Operation[] = [
  {
    id: "getIdempotencyStatus",
    method: "get",
    path: "/api/idempotency/{key}",
    tag: "Idempotency",
    summary: "What became of an Idempotency-Key of the caller's own",
    credential: "bearer",
    params: z.object({ key: z.string().max(255) }),
    responses: {
      200: z.strictObject({
        state: z.enum(["running", "done", "unknown"]),
        attempt: z.int().min(1).describe("How often the operation was begun"),
      }),
    },
    errors: ["not_found", "idempotency_store_unavailable"],
  },
  {
    id: "listErrors",
    method: "get",
    path: "/errors",
    tag: "Errors",
    summary: "Every code a problem may carry",
    credential: "none",
    responses: { 200: z.strictObject({ items: z.array(z.enum(CODES)) }) },
    errors: [],
  },
  {
    id: "getError",
    method: "get",
    path: "/errors/{code}",
    tag: "Errors",
    summary:
      "What a problem's `type` resolves to: what the code means and what to do; HTML for browsers",
    credential: "none",
    params: z.object({ code: z.enum(CODES) }),
    responses: {
      200: z.strictObject({
        code: z.enum(CODES),
        status: z.int().min(400).max(599),
        title: z.string(),
        help: z.string(),
        retryable: z.boolean(),
      }),
    },
    errors: ["not_found"],
  },
  {
    id: "getHealth",
    method: "get",
    path: "/health",
    tag: "Operation",
    summary:
      "Whether the gateway answers; with `deep=1` and the operator's token, whether every Worker does",
    credential: "operator-optional",
    query: z.object({ deep: z.literal("1").optional() }),
    responses: { 200: GatewayHealth, 503: GatewayHealth.describe("`deep=1`: a Worker is down") },
    errors: ["token_missing", "token_invalid"],
  },
  ...(
    [
      ["getAuthHealth", "/api/auth/health"],
      ["getMemberHealth", "/api/members/health"],
    ] as const
  ).map(
    ([id, path]): Operation => ({
      id,
      method: "get",
      path,
      tag: "Operation",
      summary: "Whether the Worker behind answers",
      credential: "none",
      responses: { 200: ServiceHealth },
      errors: ["upstream_failed"],
    }),
  ),
  {
    id: "getMetrics",
    method: "get",
    path: "/metrics",
    tag: "Operation",
    summary: "Everything counted, as Prometheus text (version 0.0.4)",
    credential: "operator",
    responses: { 200: z.string() },
    responseType: "text/plain",
    errors: [],
  },
  {
    id: "getKeySet",
    method: "get",
    path: "/.well-known/jwks.json",
    tag: "Operation",
    summary: "The public keys of access tokens (RFC 7517)",
    credential: "none",
    responses: {
      200: z.strictObject({
        keys: z.array(
          z.strictObject({
            kty: z.literal("OKP"),
            crv: z.literal("Ed25519"),
            x: z.string(),
            kid: z.string(),
            use: z.literal("sig"),
            alg: z.literal("EdDSA"),
          }),
        ),
      }),
    },
    errors: [],
  },
];
