/** What the policies of one request know of each other: set by one, read by those after it. */

import type { Identity } from "@edgemart/contracts/identity";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import type { WatchedBody } from "@edgemart/worker-kit/read-body";
import type { Context, MiddlewareHandler } from "hono";
import type { GatewayConfig } from "./env.ts";
import type { Row } from "./table/row.ts";

/** What is set on the context of one request, by the policy that sets it. */
export interface GatewayVariables {
  /** Set by `matchRow`. */
  row: Row;
  /** Set by `limitBody`: the entire body, counted. Null when there is none, or when it streams. */
  body: Uint8Array<ArrayBuffer> | null;
  /** Set by `limitBody` on rows whose body streams: counted as it is read. `length` is null where only chunks say its end. */
  stream: (WatchedBody & { length: number | null }) | null;
  /** Set by `authenticate`: whom the verified token identifies, or null. */
  identity: Identity | null;
  /** Set by `readIdempotencyKey`: null when the request makes no claim. */
  idempotencyKey: string | null;
  /** Set by `readIdempotencyKey` on rows that hand the key on and store nothing. */
  forwardedKey: string | null;
  /** Set by `idempotent`: first 8 hex digits of the key's hash, for the log. */
  keyHash?: string;
  /** Set by `cached`: the catalog's generation that the answer will be kept under. */
  catalogGeneration?: string;
  /** Set by `cached`: the address without what changes no answer; what is kept under it is asked for by it. */
  address?: string;
  /** Set by `forward`: the Worker behind may have seen the request. */
  isSent?: true;
  /** Set by `measure`: phases of the request and their milliseconds. */
  timings: { name: string; ms: number }[];
}

/** Types of the gateway's Hono application. */
export type GatewayEnv = AppEnv<GatewayConfig, unknown, GatewayVariables>;
/** Context of one request. */
export type GatewayContext = Context<GatewayEnv>;
/** One policy. */
export type GatewayMiddleware = MiddlewareHandler<GatewayEnv>;
