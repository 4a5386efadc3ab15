/**
 * How to call every operation of the API with success.
 *
 * An operation without parameters describes its call itself: it has no body, or its body's schema has an example. Every
 * other one has a line here: `operationId` → a valid request.
 */
import { api, system } from "../system.ts";
import { ACCOUNT_CALLS } from "./account-calls.ts";
import { CATALOG_CALLS } from "./catalog-calls.ts";
import { type DocumentedOperation, operationsOf, readDocument, type Schema } from "./document.ts";
import { EVENT_CALLS } from "./event-calls.ts";
import { FULFILMENT_CALLS } from "./fulfilment-calls.ts";
import { NOTIFICATION_CALLS } from "./notification-calls.ts";
import { ORDER_CALLS } from "./order-calls.ts";
import { PAYMENT_CALLS } from "./payment-calls.ts";
import { POINTS_CALLS } from "./points-calls.ts";
import { SEAT_CALLS } from "./seat-calls.ts";
import { type BuildCall, type OperationCall, Setup } from "./setup.ts";

export { type OperationCall, Setup };

export const CALLS: Record<string, BuildCall> = {
  ...CATALOG_CALLS,
  ...ACCOUNT_CALLS,
  ...ORDER_CALLS,
  ...FULFILMENT_CALLS,
  ...PAYMENT_CALLS,
  ...POINTS_CALLS,
  ...NOTIFICATION_CALLS,
  ...EVENT_CALLS,
  ...SEAT_CALLS,
};

/**
 * Builds a valid call of an operation, with all that must exist for it.
 *
 * @throws when neither the table nor the operation has one
 */
export async function buildCall(operationId: string, setup: Setup): Promise<OperationCall> {
  const build = CALLS[operationId];
  return build ? build(setup) : describedCall(operationId);
}

/** @throws when the operation does not describe its call */
async function describedCall(operationId: string): Promise<OperationCall> {
  const document = await readDocument();
  const operation = operationsOf(document).find((each) => each.operationId === operationId);
  const inline = operation?.requestBody?.content["application/json"]?.schema;
  const name = String(inline?.$ref ?? "").replace("#/components/schemas/", "");
  const schema: Schema | undefined = document.components.schemas[name] ?? inline;
  const isWhole = !operation?.requestBody || schema?.example !== undefined;
  if (!operation || !isWhole || operation.parameters.some((each) => each.in === "path")) {
    const advice = `add a line to ${import.meta.filename}, or an example to the schema of its body`;
    throw new Error(`no call of ${operationId}: ${advice}`);
  }
  return operation.requestBody ? { json: schema?.example } : {};
}

/** Sends a call, with its credential or another. @param authorization null: none */
export async function sendCall(
  operation: Pick<DocumentedOperation, "method" | "path" | "parameters">,
  call: OperationCall,
  authorization: string | null,
): Promise<Response> {
  const headers = new Headers(call.headers);
  if (authorization !== null) headers.set("authorization", authorization);
  const needsKey = operation.parameters.some(
    (each) => each.name === "Idempotency-Key" && each.required,
  );
  if (needsKey && !headers.has("idempotency-key")) {
    headers.set("idempotency-key", crypto.randomUUID());
  }
  if (call.json !== undefined) headers.set("content-type", "application/json");
  return api(pathOf(operation.path, call), {
    method: operation.method,
    // A documented answer may lead elsewhere: it is the answer.
    redirect: "manual",
    headers,
    body: call.bytes ?? (call.json === undefined ? undefined : JSON.stringify(call.json)),
  });
}

/** The `Authorization` a call needs, from what its operation says of itself; null where it needs none. */
export async function credentialOf(
  operation: Pick<DocumentedOperation, "security" | "responses">,
  call: OperationCall,
  setup: Setup,
): Promise<string | null> {
  const scheme = operation.security.find((each) => Object.keys(each).length > 0);
  if (!scheme || operation.security.some((each) => Object.keys(each).length === 0)) return null;
  if ("service" in scheme) return `Basic ${system().serviceKey}`;
  if ("operator" in scheme) return `Bearer ${system().operatorToken}`;
  if (call.token) return `Bearer ${call.token}`;
  const token = isPrivileged(operation) ? await setup.admin() : (await setup.member()).accessToken;
  return `Bearer ${token}`;
}

/** Tells whether an operation may be refused for the caller's role: what administrators alone do. */
export function isPrivileged({ responses }: Pick<DocumentedOperation, "responses">): boolean {
  return responses["403"]?.["x-problem-codes"]?.includes("forbidden") ?? false;
}

/** Fills an address template. */
export function pathOf(template: string, { params = {}, query = {} }: OperationCall): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? name),
  );
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
}
