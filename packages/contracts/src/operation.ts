/** One HTTP operation as data: the OpenAPI document and the tests that walk the API are made from these. */
import type { z } from "zod";
import type { ErrorCode } from "./error.ts";
import type { ResponseHeader } from "./response-headers.ts";

export interface Operation {
  /** `operationId`: names the operation in generated clients, so it never changes. camelCase, unique. */
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** OpenAPI path template: `/api/members/{id}`. */
  path: string;
  tag: string;
  summary: string;
  /** Which credential the operation takes. */
  auth: "none" | "optional" | "bearer" | "admin" | "service" | "operator" | "operator-optional";
  /** What it takes besides `auth` where the row is another member's. */
  onOthers?: "admin";
  idempotency?: "optional" | "required";
  /** A write that says which version it is based on: `If-Match`; 428 without it, 412 when it is an older one. */
  ifMatch?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Media type of a body that is not JSON. */
  bodyType?: string;
  /** Success answers: status → schema, or null when there is no body. */
  responses: Record<number, z.ZodType | null>;
  /** Media type of success answers that are not JSON. */
  responseType?: string;
  /** Headers of every success answer, besides those that all answers have. A read with an `ETag` answers 304 too. */
  headers?: readonly ResponseHeader[];
  /** What this operation may answer besides what follows from its credential, key, version, body and address. */
  errors: ErrorCode[];
  /** RFC 9745: since when it is deprecated, and (RFC 8594) when it ends. @see docs/api.md#versions */
  deprecated?: { since: string; sunset: string; successor?: string };
}
