/** Builds the OpenAPI document from the contracts: what is described is what is validated. */
import type { Operation } from "@edgemart/contracts/operation";
import { RESPONSE_HEADERS, type ResponseHeader } from "@edgemart/contracts/response-headers";
import { createDocument, type ZodOpenApiOverride, type ZodOpenApiPathsObject } from "zod-openapi";
import { answersOf, headersOf } from "./openapi-answers.ts";
import { requestOf } from "./openapi-request.ts";
import { OPERATIONS } from "./operations.ts";
import { OWN_OPERATIONS } from "./own-operations.ts";

const TAGS: Record<string, string> = {
  Screens: "What the storefront shows: one answer for each screen.",
  Catalogue: "Products, categories and prices, as shoppers see them.",
  "Catalogue administration": "The catalogue as administrators keep it.",
  Members: "Accounts, their roles and what was done to them.",
  Addresses: "Delivery addresses of a member.",
  Cart: "The cart of a signed-in member.",
  "Sign-in": "Sessions, tokens and passwords.",
  Media: "Original pictures.",
  Idempotency: "What became of a key.",
  Errors: "What the codes of problems mean.",
  Operation: "Health, figures and keys of the platform.",
};

const ALL = [...OPERATIONS, ...OWN_OPERATIONS];

/** Builds the document. */
export function openApiDocument() {
  const described = paths(ALL);
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Edgemart API",
        version: "1.0.0",
        description:
          "Every error is `application/problem+json` (RFC 9457); `code` is stable and explained at its `type` address. Fields, codes and operations may be added: ignore those you do not know. How to sign in, retry, page and more: [the guide](/docs/api.md).",
        contact: { name: "Edgemart" },
        license: { name: "MIT", identifier: "MIT" },
      },
      externalDocs: { description: "The guide", url: "/docs/api.md" },
      servers: [{ url: "/", description: "This gateway" }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        headers: responseHeaders(new Set(ALL.flatMap(headersOf))),
        securitySchemes: {
          bearer: {
            type: "http",
            scheme: "bearer",
            bearerFormat: "JWT",
            description: "The access token of a session.",
          },
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
      paths: described,
    },
    { override: openAnswers },
  );
}

/** Requests are strict; answers stay open, so that a new field breaks no client. @see docs/api.md */
const openAnswers: ZodOpenApiOverride = ({ io, jsonSchema }) => {
  if (io === "output" && jsonSchema.additionalProperties === false) {
    delete jsonSchema.additionalProperties;
  }
};

/** The headers that some answer has. */
function responseHeaders(used: ReadonlySet<ResponseHeader>) {
  return Object.fromEntries(
    [...used].sort().map((name) => {
      const { description, example } = RESPONSE_HEADERS[name];
      return [name, { description, schema: { type: "string" as const }, example }];
    }),
  );
}

function paths(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const byPath: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    byPath[operation.path] = {
      ...byPath[operation.path],
      [operation.method]: {
        operationId: operation.id,
        tags: [operation.tag],
        summary: operation.summary,
        ...(operation.deprecated && { deprecated: true }),
        ...requestOf(operation),
        responses: answersOf(operation),
      },
    };
  }
  return byPath;
}
