/** The API as an OpenAPI 3.1 document, made from the same Zod schemas that validate. Pure. */
import { authOperations } from "@edgemart/contracts/auth";
import { bffOperations } from "@edgemart/contracts/bff";
import { cartOperations } from "@edgemart/contracts/cart";
import { catalogOperations } from "@edgemart/contracts/catalog";
import { catalogAdminOperations } from "@edgemart/contracts/catalog-admin";
import { catalogStructureOperations } from "@edgemart/contracts/catalog-structure";
import { type ErrorCode, errorRow, Problem } from "@edgemart/contracts/error";
import { mediaOperations } from "@edgemart/contracts/images";
import { memberOperations } from "@edgemart/contracts/member";
import type { Operation } from "@edgemart/contracts/operation";
import { productIndexOperations } from "@edgemart/contracts/product-index";
import { variantOperations } from "@edgemart/contracts/variant-card";
import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { findRoute } from "../match-route.ts";
import { ROUTES } from "../routes.ts";
import { OWN_OPERATIONS } from "./own-operations.ts";

/** Status → what may come with it. */
type Answers = Record<string, ZodOpenApiResponseObject>;

export const OPERATIONS: readonly Operation[] = [
  ...bffOperations,
  ...catalogOperations,
  ...variantOperations,
  ...productIndexOperations,
  ...catalogAdminOperations,
  ...catalogStructureOperations,
  ...memberOperations,
  ...cartOperations,
  ...authOperations,
  ...mediaOperations,
];

/** Builds the document. */
export function openApiDocument() {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Edgemart API",
      version: "1.0.0",
      description:
        "Every error is `application/problem+json` (RFC 9457); `code` is stable and explained at its `type` address.",
    },
    servers: [{ url: "/" }],
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        service: {
          type: "http",
          scheme: "basic",
          description: "The service key of trusted servers; never for browsers.",
        },
        operator: {
          type: "http",
          scheme: "bearer",
          description: "The token of those who run the platform.",
        },
      },
    },
    paths: paths([...OPERATIONS, ...OWN_OPERATIONS]),
  });
}

function paths(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const byPath: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    byPath[operation.path] = { ...byPath[operation.path], [operation.method]: describe(operation) };
  }
  return byPath;
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  return {
    tags: [operation.tag],
    summary: operation.summary,
    security: security(operation.auth),
    requestParams: {
      ...(operation.params && { path: operation.params }),
      ...(operation.query && { query: operation.query }),
      ...(operation.idempotency && { header: keyHeader(operation) }),
    },
    ...(operation.body && {
      requestBody: {
        required: true,
        content: { [operation.bodyType ?? "application/json"]: { schema: operation.body } },
      },
    }),
    responses: merged(successes(operation), failures(operation)),
  };
}

function security(auth: Operation["auth"]): Record<string, string[]>[] {
  switch (auth) {
    case "none":
      return [];
    case "optional":
      return [{}, { bearer: [] }];
    case "service":
      return [{ service: [] }];
    case "bearer":
    case "admin":
      return [{ bearer: [] }];
    case "operator":
      return [{ operator: [] }];
    case "operator-optional":
      return [{}, { operator: [] }];
  }
}

function keyHeader(operation: Operation) {
  const key = z
    .string()
    .max(255)
    .describe(
      `A fresh random key for each operation; the same key for each retry of it. ${lifeOfAnswer(operation)}`,
    );
  return z.object({
    "Idempotency-Key": operation.idempotency === "required" ? key : key.optional(),
  });
}

/** How long an answer is replayed, from the operation's row. @see gateway spec 24 */
function lifeOfAnswer({ method, path }: Operation): string {
  const found = findRoute(path.replaceAll(/\{\w+\}/g, "x"), method.toUpperCase(), ROUTES);
  const row = found && "route" in found ? found.route : null;
  if (!row || row.idempotency.use === "forward") return "Its answer is not replayed.";
  const seconds = row.idempotency.ttlSeconds;
  return seconds === null
    ? "Its answer is replayed for a short time (`IDEMPOTENCY_TTL_SECONDS`, 60 unless configured)."
    : `Its answer is replayed for ${seconds} seconds; \`Idempotency-Expires\` says until when.`;
}

function successes(operation: Operation): Answers {
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, schema]) => [
      status,
      {
        description: "Success",
        ...(schema && { content: { [operation.responseType ?? "application/json"]: { schema } } }),
      },
    ]),
  );
}

/** A status may be both an answer and a problem (`/health`): then it may have either content. */
function merged(successes: Answers, failures: Answers): ZodOpenApiResponsesObject {
  const both = Object.entries(failures).map(([status, failure]) => {
    const content = { ...successes[status]?.content, ...failure.content };
    return [status, { ...failure, content }];
  });
  return { ...successes, ...Object.fromEntries(both) };
}

const EVERYWHERE: ErrorCode[] = ["temporarily_unavailable", "deadline_exceeded"];
/** Where a Worker stands behind. */
const BEHIND: ErrorCode[] = ["upstream_unavailable", "upstream_failed"];
const BY_AUTH: Record<Operation["auth"], ErrorCode[]> = {
  none: [],
  optional: ["token_expired", "token_invalid"],
  service: ["service_auth_required"],
  bearer: ["token_missing", "token_expired", "token_invalid"],
  admin: ["token_missing", "token_expired", "token_invalid", "forbidden"],
  operator: ["token_missing", "token_invalid"],
  "operator-optional": [],
};
const BY_KEY: ErrorCode[] = [
  "idempotency_key_malformed",
  "idempotency_key_ambiguous",
  "idempotency_key_reused",
  "idempotency_in_progress",
  "idempotency_outcome_unknown",
  "idempotency_response_not_stored",
  "idempotency_key_expired",
  "idempotency_store_unavailable",
  "rate_limited",
];

function failures(operation: Operation): Answers {
  const codes = new Set([
    ...operation.errors,
    ...BY_AUTH[operation.auth],
    ...(operation.idempotency ? BY_KEY : []),
    ...(operation.body ? (["body_too_large"] as const) : []),
    ...(OWN_OPERATIONS.includes(operation) ? [] : BEHIND),
    ...EVERYWHERE,
  ]);
  const byStatus = Map.groupBy(codes, (code) => errorRow(code).status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${errorRow(code).title}`).join("\n\n"),
        content: { "application/problem+json": { schema: Problem } },
      },
    ]),
  );
}
