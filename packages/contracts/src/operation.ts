/**
 * One HTTP operation as data. Everything else is derived from it: the Worker's route and its checks, the gateway's row,
 * the OpenAPI document, and the tests that walk the API.
 */
import type { z } from "zod";
import type { ErrorCode } from "./error.ts";
import type { ResponseHeader } from "./response-headers.ts";

/** Which credential an operation takes. */
export type Credential =
  | "none"
  /** An access token where there is one: the answer is then the member's own. */
  | "optional"
  /** The access token of a member. */
  | "bearer"
  /** The service key of trusted servers. */
  | "service"
  /** The token of those who run the platform. */
  | "operator"
  | "operator-optional";

/** What an operation says of itself; its id is the key it is written under. */
export interface OperationTerms {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** OpenAPI path template: `/api/members/{id}`. */
  path: string;
  summary: string;
  credential: Credential;
  /** Who may use it besides having the credential: administrators alone, or the owner of the row and administrators. */
  right?: "admin" | "own";
  /** Needs a password given within the last 15 minutes: 401 `reauthentication_required`. @see RFC 9470 */
  fresh?: true;
  idempotency?: "optional" | "required";
  /** A write that says which version it is based on: `If-Match`; 428 without it, 412 when it is an older one. */
  ifMatch?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** A name may come several times in the query: its handler gets every value and judges them itself. */
  queryRepeats?: true;
  body?: z.ZodType;
  /** Media type of a body that is not JSON: its handler reads it as a stream. */
  bodyType?: string;
  /** Success answers: status → schema, or null when there is no body. */
  responses: Readonly<Record<number, z.ZodType | null>>;
  /** Media type of success answers that are not JSON. */
  responseType?: string;
  /** Headers of every success answer, besides those that all answers have. A read with an `ETag` answers 304 too. */
  headers?: readonly ResponseHeader[];
  /** What it may answer besides what follows from its credential, right, key, version, input and address. */
  errors: readonly ErrorCode[];
  /** RFC 9745: since when it is deprecated, and (RFC 8594) when it ends. @see docs/api.md#versions */
  deprecated?: { since: string; sunset: string; successor?: string };
}

/** An operation with its id and its section of the OpenAPI document. */
export interface Operation extends OperationTerms {
  /** `operationId`: names the operation in generated clients, so it never changes. camelCase, unique. */
  id: string;
  tag: string;
}

/** Operations by their ids. */
export type Operations = Readonly<Record<string, Operation>>;

/** Operations of one Worker by the group whose policy they share at the gateway. */
export type OperationGroups = Readonly<Record<string, Operations>>;

/**
 * Writes operations down under their ids, each typed as it is.
 *
 * @param tag section of the OpenAPI document
 * @example operations("Cart", { getCart: { method: "get", path: "/api/members/me/cart", … } })
 */
export function operations<const T extends Readonly<Record<string, OperationTerms>>>(
  tag: string,
  terms: T,
): { readonly [Id in keyof T & string]: T[Id] & { id: Id; tag: string } } {
  const named = Object.entries(terms).map(([id, each]) => [id, { ...each, id, tag }]);
  // Guarantee of the cast: each entry is its terms with the id it was under.
  return Object.fromEntries(named) as { [Id in keyof T & string]: T[Id] & { id: Id; tag: string } };
}

type Intersected<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void
  ? I
  : never;

/** The operations of groups by their ids, each with its own type. */
export type OperationsIn<Groups extends OperationGroups> = Intersected<Groups[keyof Groups]>;

/** Lists the operations of groups, in the order they are written. */
export function operationsIn(groups: OperationGroups): Operation[] {
  return Object.values(groups).flatMap((group) => Object.values(group));
}
