/** One call to the gateway: identity of the caller on, deadline, problems as Results. No framework import. */
import { addressPrefix, UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { type ErrorCode, isErrorCode, Problem } from "@edgemart/contracts/error";
import { HEADER } from "@edgemart/contracts/headers";
import { spellIdempotencyKey } from "@edgemart/contracts/idempotency-key";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { continueTrace, requestIdFrom } from "@edgemart/worker-kit/trace";
import type { z } from "zod";
import type { GatewayPort } from "../env.ts";

const DEADLINE_MS = 3_000;
/** A picture is measured and stored before it is answered for. */
const MEDIA_DEADLINE_MS = 25_000;
/** Placing, paying and confirming ask several stores and the payment gateway. */
const CHECKOUT_DEADLINE_MS = 20_000;
/** One question to each Worker that knows of an order, and the time to say which did not answer. */
const TIMELINE_DEADLINE_MS = 6_000;
/** Sign-in may wait in the hashing queue first; giving up earlier would lose an account that was made. */
const AUTH_DEADLINE_MS = 10_500;

/** Who the storefront asks for: limits count this address, logs this id. */
export interface Caller {
  /** Folded address of the browser, as this door saw it; null when it is not known. */
  clientPrefix: string | null;
  requestId: string;
  traceparent: string;
  /** What the browser calls itself: the list of sessions shows it. */
  userAgent: string | null;
  /** ISO 3166-1 code the platform saw; null on a laptop. */
  country: string | null;
}

/** Reads the caller from a browser's request. */
export function callerOf(headers: Headers): Caller {
  const prefix = addressPrefix(headers.get(HEADER.clientAddress));
  return {
    clientPrefix: prefix === UNKNOWN_PREFIX ? null : prefix,
    requestId: requestIdFrom(headers.get(HEADER.requestId)),
    traceparent: continueTrace(headers.get(HEADER.traceparent)),
    userAgent: headers.get("user-agent"),
    country: headers.get(HEADER.edgeCountry),
  };
}

/** Says what to ask of the gateway, and as whom. */
export interface GatewayCall {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path with its query, below the gateway's origin. */
  path: string;
  credential?: { scheme: "Basic" | "Bearer"; value: string };
  body?: object;
  /** A body that is not JSON. */
  bytes?: { type: string; content: Uint8Array<ArrayBuffer> };
  idempotencyKey?: string | undefined;
  /** The right to a guest's order. */
  orderToken?: string | undefined;
  /** Entity tag of the version a write is based on. */
  ifMatch?: string;
  /** Longest wait in milliseconds, where it is shorter than that of its kind. */
  withinMs?: number;
}

/**
 * Asks the gateway and checks the answer against its contract.
 *
 * @param schema of a success; null when a success has no body
 * @returns any code of the error table; `upstream_failed` for an answer that is not of the contract,
 *   `deadline_exceeded` after 3 s (10.5 s for sign-in, 6 s for a timeline, 20 s for a write on orders, payments and points, 25 s for a picture), `temporarily_unavailable` when the gateway cannot be reached
 */
export async function callGateway<T>(
  gateway: GatewayPort,
  caller: Caller,
  schema: z.ZodType<T> | null,
  call: GatewayCall,
): Promise<Result<T>> {
  try {
    const response = await gateway.fetch(`http://gateway${call.path}`, {
      method: call.method ?? "GET",
      headers: headersOf(caller, call),
      ...(call.body ? { body: JSON.stringify(call.body) } : {}),
      ...(call.bytes ? { body: call.bytes.content } : {}),
      redirect: "manual",
      signal: AbortSignal.timeout(deadlineOf(call)),
    });
    return await read(response, schema, caller);
  } catch (thrown) {
    const code = isDeadline(thrown) ? "deadline_exceeded" : "temporarily_unavailable";
    complain(caller, call.path, code, reasonOf(thrown));
    return err(code);
  }
}

function deadlineOf({ path, bytes, method = "GET", withinMs }: GatewayCall): number {
  if (withinMs !== undefined) return withinMs;
  if (bytes) return MEDIA_DEADLINE_MS;
  if (method !== "GET" && CHECKOUT.test(path)) return CHECKOUT_DEADLINE_MS;
  if (TIMELINE.test(path)) return TIMELINE_DEADLINE_MS;
  return path.startsWith("/api/auth/") ? AUTH_DEADLINE_MS : DEADLINE_MS;
}

const CHECKOUT = /^\/api\/(?:guest\/|admin\/)?(?:orders|payments|points)(?:\/|$)/;
const TIMELINE = /^\/api\/admin\/orders\/[^/]+\/timeline$/;

function headersOf(caller: Caller, call: GatewayCall): Record<string, string> {
  return {
    accept: "application/json",
    [HEADER.requestId]: caller.requestId,
    [HEADER.traceparent]: caller.traceparent,
    ...(caller.clientPrefix ? { [HEADER.clientPrefix]: caller.clientPrefix } : {}),
    ...(call.credential
      ? { authorization: `${call.credential.scheme} ${call.credential.value}` }
      : {}),
    ...(call.body ? { "content-type": "application/json" } : {}),
    ...(call.bytes ? { "content-type": call.bytes.type } : {}),
    ...(caller.userAgent ? { "user-agent": caller.userAgent } : {}),
    ...(caller.country ? { [HEADER.clientCountry]: caller.country } : {}),
    ...(call.orderToken ? { [HEADER.orderToken]: call.orderToken } : {}),
    ...(call.ifMatch ? { "if-match": call.ifMatch } : {}),
    ...(call.idempotencyKey
      ? { [HEADER.idempotencyKey]: spellIdempotencyKey(call.idempotencyKey) }
      : {}),
  };
}

async function read<T>(
  response: Response,
  schema: z.ZodType<T> | null,
  caller: Caller,
): Promise<Result<T>> {
  if (!response.ok) return failure(response);
  // A call without an answer is typed `Result<undefined>`: there is nothing to parse.
  if (!schema) return ok(undefined as T);
  const parsed = schema.safeParse(await response.json());
  if (parsed.success) return ok(parsed.data);
  const where = parsed.error.issues.slice(0, 3).map((issue) => issue.path.join("."));
  complain(caller, new URL(response.url || "http://gateway").pathname, "contract", where.join(" "));
  return err("upstream_failed");
}

async function failure(response: Response): Promise<{ ok: false; error: { code: ErrorCode } }> {
  const problem = Problem.safeParse(await response.json().catch(() => null));
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  const code =
    problem.data && isErrorCode(problem.data.code) ? problem.data.code : "upstream_failed";
  return err(code, {
    ...(problem.data?.detail ? { detail: problem.data.detail } : {}),
    ...(problem.data?.errors ? { errors: problem.data.errors } : {}),
    ...(Number.isFinite(wait) ? { retryAfterSeconds: wait } : {}),
  });
}

function complain(caller: Caller, path: string, code: string, reason: string): void {
  const place = path.split("?")[0];
  log("warn", "web.gateway", { requestId: caller.requestId, path: place, code, reason });
}

/** The entity tag of a version, as every Worker writes it. */
export function etagOf(version: number): string {
  return `"${version}"`;
}
