/** One HTTP operation as data: the OpenAPI document and the tests that walk the API are made from these. */
import type { z } from "zod";
import type { ErrorCode } from "./error.ts";

export interface Operation {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** OpenAPI path template: `/api/members/{id}`. */
  path: string;
  tag: string;
  summary: string;
  /** Which credential the operation takes. */
  auth: "none" | "optional" | "bearer" | "admin" | "service" | "operator" | "operator-optional";
  idempotency?: "optional" | "required";
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Media type of a body that is not JSON. */
  bodyType?: string;
  /** Success answers: status → schema, or null when there is no body. */
  responses: Record<number, z.ZodType | null>;
  /** Media type of success answers that are not JSON. */
  responseType?: string;
  errors: ErrorCode[];
}
