/** What an operation takes, as the OpenAPI document says it: credential, parameters, headers, body. */
import type { Operation } from "@edgemart/contracts/operation";
import { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import { named } from "./openapi-names.ts";
import { rowOf, storesAnswers } from "./openapi-row.ts";

type Request = Pick<
  ZodOpenApiOperationObject,
  "security" | "requestParams" | "requestBody" | "description"
>;

/** Describes a request. */
export function requestOf(operation: Operation): Request {
  const { params, query, body, bodyType } = operation;
  const headers = headersOf(operation);
  return {
    description: descriptionOf(operation),
    security: securityOf(operation.credential),
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(headers && { header: headers }),
    },
    ...(body && {
      requestBody: {
        required: true,
        content: {
          [bodyType ?? "application/json"]: {
            schema: bodyType ? body : named(body, operation.id, "Input"),
          },
        },
      },
    }),
  };
}

const NEEDS: Record<Operation["credential"], string> = {
  none: "Needs no credential.",
  optional: "Needs no credential; with an access token the answer is the member's own.",
  bearer: "Needs the access token of a member.",
  service: "Needs the service key: for trusted servers, never for browsers.",
  operator: "Needs the operator's token.",
  "operator-optional": "A part of the answer needs the operator's token.",
};

function descriptionOf(operation: Operation): string {
  return [
    operation.right === "admin"
      ? "Needs the access token of an administrator."
      : NEEDS[operation.credential],
    operation.ifMatch && "`If-Match` says which version the write is based on.",
    operation.idempotency === "required" && "Needs an `Idempotency-Key`.",
    operation.idempotency === "optional" && "Takes an `Idempotency-Key`.",
    operation.deprecated &&
      `Deprecated since ${operation.deprecated.since}; ends on ${operation.deprecated.sunset}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function securityOf(credential: Operation["credential"]): Record<string, string[]>[] {
  switch (credential) {
    case "none":
      return [];
    case "optional":
      return [{}, { bearer: [] }];
    case "service":
      return [{ service: [] }];
    case "bearer":
      return [{ bearer: [] }];
    case "operator":
      return [{ operator: [] }];
    case "operator-optional":
      return [{}, { operator: [] }];
  }
}

function headersOf(operation: Operation): z.ZodObject | null {
  const headers = {
    ...(operation.idempotency && { "Idempotency-Key": keyHeader(operation) }),
    ...(operation.ifMatch && { "If-Match": IF_MATCH }),
    ...(isConditionalRead(operation) && { "If-None-Match": IF_NONE_MATCH }),
  };
  return Object.keys(headers).length > 0 ? z.object(headers) : null;
}

const IF_MATCH = z
  .string()
  .describe("The `ETag` of what was read, or `*` for whatever the present version is.")
  .meta({ example: '"3"' });
const IF_NONE_MATCH = z
  .string()
  .optional()
  .describe("An `ETag` that the caller has: 304 without a body when it is still the present one.");

/** A read that answers 304: its Worker or the gateway's cache compares the tags. */
export function isConditionalRead(operation: Operation): boolean {
  if (operation.method !== "get" || !operation.headers?.includes("ETag")) return false;
  return rowOf(operation)?.cache !== null || operation.path === "/api/variants";
}

function keyHeader(operation: Operation) {
  const key = z
    .string()
    .min(1)
    .max(255)
    .describe(
      `A fresh random key for each operation; the same key for each retry of it. ${lifeOfAnswer(operation)}`,
    );
  return operation.idempotency === "required" ? key : key.optional();
}

/** How long an answer is replayed, from the operation's row. @see gateway spec 24 */
function lifeOfAnswer(operation: Operation): string {
  const row = rowOf(operation);
  const seconds = storesAnswers(row, operation.method) ? row?.idempotency.ttlSeconds : null;
  if (!seconds) return "Its answer is not replayed.";
  return `Its answer is replayed for ${seconds} seconds; \`Idempotency-Expires\` says until when.`;
}
