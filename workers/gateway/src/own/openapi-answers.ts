/** What an operation answers, as the OpenAPI document says it: bodies, headers, and every problem with its codes. */

import { type ErrorCode, errorRow, Problem } from "@edgemart/contracts/error";
import type { Operation } from "@edgemart/contracts/operation";
import { codesOf as contractCodesOf } from "@edgemart/contracts/operation-codes";
import type { ResponseHeader } from "@edgemart/contracts/response-headers";
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import type { Row } from "../table/row.ts";
import { named } from "./openapi-names.ts";
import { isConditionalRead } from "./openapi-request.ts";
import { rowOf, storesAnswers } from "./openapi-row.ts";

/** Status → what may come with it. */
type Answers = Record<string, ZodOpenApiResponseObject>;

/** Describes every answer. A status may be both an answer and a problem (`/health`): then it may have either content. */
export function answersOf(operation: Operation): ZodOpenApiResponsesObject {
  const answers = { ...successes(operation), ...unchanged(operation) };
  const both = Object.entries(failures(operation)).map(([status, failure]) => {
    const content = { ...answers[status]?.content, ...failure.content };
    return [status, { ...failure, content }];
  });
  return { ...answers, ...Object.fromEntries(both) };
}

function successes(operation: Operation): Answers {
  const headers = headerRefs(successHeaders(operation));
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, schema]) => {
      const type = operation.responseType ?? "application/json";
      const shown =
        schema && (operation.responseType ? schema : named(schema, operation.id, "Output"));
      return [
        status,
        {
          description: schema ? "Success" : "Success, without a body",
          headers,
          ...(shown && { content: { [type]: { schema: shown } } }),
        },
      ];
    }),
  );
}

/** The 304 of a read that names the version it has. */
function unchanged(operation: Operation): Answers {
  if (!isConditionalRead(operation)) return {};
  return {
    304: {
      description: "The caller's version is the present one; without a body",
      headers: headerRefs(["ETag", "Cache-Control", "X-Request-Id"]),
    },
  };
}

function successHeaders(operation: Operation): ResponseHeader[] {
  const row = rowOf(operation);
  return [
    "X-Request-Id",
    "Cache-Control",
    ...(operation.headers ?? []),
    ...(row?.cache ? (["X-Cache"] as const) : []),
    ...(row?.limit ? (["RateLimit-Policy"] as const) : []),
    ...(storesAnswers(row, operation.method) ? KEYED : []),
    ...(operation.deprecated ? (["Deprecation", "Sunset"] as const) : []),
  ];
}

/** Of an answer to a request with a key. */
const KEYED: ResponseHeader[] = [
  "Idempotency-Status",
  "Idempotency-Expires",
  "Idempotent-Replayed",
  "RateLimit",
  "RateLimit-Policy",
];

function headerRefs(names: readonly ResponseHeader[]) {
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}

const BY_FORWARDED_KEY: ErrorCode[] = ["idempotency_key_malformed", "idempotency_key_ambiguous"];
const BY_STORED_KEY: ErrorCode[] = [
  ...BY_FORWARDED_KEY,
  "idempotency_key_reused",
  "idempotency_in_progress",
  "idempotency_outcome_unknown",
  "idempotency_response_not_stored",
  "idempotency_key_expired",
  "idempotency_store_unavailable",
  "rate_limited",
];
/** Every code an operation may answer: those of its contract, and what follows from its row. */
export function codesOf(operation: Operation): Set<ErrorCode> {
  const row = rowOf(operation);
  return new Set([...contractCodesOf(operation), ...(row ? byRow(row, operation) : [])]);
}

function byRow(row: Row, operation: Operation): ErrorCode[] {
  const { use, methods } = row.idempotency;
  const isKeyed = methods.includes(operation.method.toUpperCase());
  return [
    // A body is counted on every row, also where none is taken.
    "body_too_large",
    "body_incomplete",
    "request_timeout",
    "upstream_unavailable",
    "upstream_failed",
    ...(row.limit ? (["rate_limited"] as const) : []),
    ...(isKeyed && use === "forward" ? BY_FORWARDED_KEY : []),
    ...(isKeyed && storesAnswers(row, operation.method) ? BY_STORED_KEY : []),
    ...(isKeyed && use === "required" ? (["idempotency_key_missing"] as const) : []),
  ];
}

/** Every header that an operation's answers may have. */
export function headersOf(operation: Operation): ResponseHeader[] {
  const statuses = [...codesOf(operation)].map((code) => errorRow(code).status);
  return [...successHeaders(operation), ...statuses.flatMap((status) => BY_STATUS[status] ?? [])];
}

/** Headers that a client needs in addition to the body. */
const BY_STATUS: Record<number, ResponseHeader[]> = {
  401: ["WWW-Authenticate"],
  403: ["WWW-Authenticate"],
  429: ["Retry-After", "RateLimit-Policy"],
  503: ["Retry-After"],
};

function failures(operation: Operation): Answers {
  const byStatus = Map.groupBy(codesOf(operation), (code) => errorRow(code).status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${errorRow(code).title}`).join("\n\n"),
        headers: headerRefs(["X-Request-Id", ...(BY_STATUS[status] ?? [])]),
        content: { "application/problem+json": { schema: Problem } },
        // Not an enum: a code may be added, and a strict client must not break by it.
        "x-problem-codes": codes.sort(),
      },
    ]),
  );
}
