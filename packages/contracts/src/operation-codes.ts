/** Error codes that an operation may answer: those it names, and those that follow from what it says of itself. */
import type { ErrorCode } from "./error.ts";
import type { Operation } from "./operation.ts";

const KEYED = [
  "idempotency_key_malformed",
  "idempotency_key_ambiguous",
  "idempotency_key_reused",
] as const satisfies ErrorCode[];

/** Codes by what they follow from. */
const BY = {
  always: ["invalid_request", "internal", "temporarily_unavailable", "deadline_exceeded"],
  none: [],
  optional: ["token_expired", "token_invalid"],
  service: ["service_auth_required"],
  bearer: ["token_missing", "token_expired", "token_invalid"],
  operator: ["token_missing", "token_invalid"],
  "operator-optional": [],
  right: ["forbidden"],
  admin: ["mfa_required"],
  fresh: ["reauthentication_required"],
  params: ["not_found"],
  query: ["invalid_query"],
  json: ["invalid_body", "validation_failed", "unsupported_media_type"],
  stream: ["body_incomplete", "request_timeout"],
  ifMatch: ["precondition_required", "precondition_failed"],
  keyOptional: KEYED,
  keyRequired: [...KEYED, "idempotency_key_missing"],
} as const satisfies Record<string, readonly ErrorCode[]>;

type By = typeof BY;
type If<Op, Term, Name extends keyof By> = Op extends Term ? By[Name][number] : never;
type Write = "post" | "put" | "patch" | "delete";

/** Every code that an operation's handler may answer. */
export type CodeOf<Op extends Operation> =
  | Op["errors"][number]
  | By["always"][number]
  | By[Op["credential"]][number]
  | If<Op, { right: "admin" } | { right: "own"; method: Write }, "right">
  | If<Op, { right: "admin" }, "admin">
  | If<Op, { fresh: true }, "fresh">
  | If<Op, { params: object }, "params">
  | If<Op, { query: object }, "query">
  | (Op extends { bodyType: string } ? By["stream"][number] : If<Op, { body: object }, "json">)
  | If<Op, { ifMatch: true }, "ifMatch">
  | If<Op, { idempotency: "optional" }, "keyOptional">
  | If<Op, { idempotency: "required" }, "keyRequired">;

/** Lists the same codes of an operation as data: `CodeOf` and this function name the same terms. */
export function codesOf(operation: Operation): Set<ErrorCode> {
  const { credential, right, method, fresh, params, query, body, bodyType } = operation;
  // A reader of the own rows gets `not_found` instead.
  const isRefused = right === "admin" || (right === "own" && method !== "get");
  return new Set([
    ...operation.errors,
    ...BY.always,
    ...BY[credential],
    ...(isRefused ? BY.right : []),
    ...(right === "admin" ? BY.admin : []),
    ...(fresh ? BY.fresh : []),
    ...(params ? BY.params : []),
    ...(query ? BY.query : []),
    ...(bodyType ? BY.stream : body ? BY.json : []),
    ...(operation.ifMatch ? BY.ifMatch : []),
    ...(operation.idempotency === "optional" ? BY.keyOptional : []),
    ...(operation.idempotency === "required" ? BY.keyRequired : []),
  ]);
}
