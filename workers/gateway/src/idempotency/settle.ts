/** Ends a claim in the store: keeps, releases or marks it unknown, and tries again behind the response. */

import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext } from "../context.ts";
import { count } from "../metrics/counts.ts";
import { timed } from "../metrics/timed.ts";
import { isKeyedRead, lifeOf } from "./claim-request.ts";
import { idempotencyStore } from "./deps.ts";
import { seal } from "./seal.ts";
import type { ClaimRequest } from "./store.ts";
import type { StoredAnswer } from "./stored-answer.ts";

const RETRY_AFTER_MS = [100, 300, 900];

/** How a claimed operation ends: stored with its answer, given back, or of unknown outcome. */
export type Settlement =
  | { kind: "store"; answer: StoredAnswer }
  | { kind: "release" }
  | { kind: "unknown" };

/**
 * Settles a claimed record.
 *
 * @param run number of the attempt, as the claim gave it
 * @returns false when the store did not take it (tried again in `waitUntil`; when all fail the record stays
 *   claimed and rule 15 decides the next try), or when the record is no longer this holder's
 */
export async function settleRecord(
  c: GatewayContext,
  request: ClaimRequest,
  run: number,
  settlement: Settlement,
): Promise<boolean> {
  try {
    const attempt = await transition(c, request, run, settlement);
    return await timed(c, "idem", attempt).catch((thrown: unknown) => {
      logStoreFailure(c, "gateway.idempotency_unsettled", thrown);
      c.executionCtx.waitUntil(tryAgain(c, attempt));
      return false;
    });
  } catch (thrown) {
    logStoreFailure(c, "gateway.idempotency_unsealed", thrown);
    return false;
  }
}

/**
 * Gives up a claim whose reply never came: it may have been applied, and nothing ran.
 *
 * Without this a lost reply would hold the key for an entire lease, and end a `once` row in "unknown".
 */
export function abandonClaim(c: GatewayContext, request: ClaimRequest): void {
  const store = idempotencyStore(c.get("config"));
  c.executionCtx.waitUntil(tryAgain(c, () => store.release(request.record, request.owner)));
}

async function transition(
  c: GatewayContext,
  request: ClaimRequest,
  run: number,
  settlement: Settlement,
): Promise<() => Promise<boolean>> {
  const store = idempotencyStore(c.get("config"));
  const { record } = request;
  // A read has no effect to be unsure of: its next try begins anew.
  const kind = settlement.kind === "unknown" && isKeyedRead(c) ? "release" : settlement.kind;
  if (kind === "release") return () => store.release(record, request.owner);
  const holder = { ...request, attempt: run, heals: !isKeyedRead(c) };
  if (settlement.kind !== "store") return () => store.unknown(record, holder);
  const text = JSON.stringify(settlement.answer);
  const sealed = await seal(text, c.get("config").IDEMPOTENCY_SECRET, record);
  const { answerTtlMs, recordTtlMs } = lifeOf(c);
  return () => store.complete(record, { ...holder, recordTtlMs }, sealed, answerTtlMs);
}

async function tryAgain(c: GatewayContext, attempt: () => Promise<boolean>): Promise<void> {
  for (const waitMs of RETRY_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    try {
      await attempt();
      return;
    } catch (thrown) {
      logStoreFailure(c, "gateway.idempotency_unsettled", thrown);
    }
  }
}

/** Logs a failure of the store. */
export function logStoreFailure(c: GatewayContext, event: string, thrown: unknown): void {
  if (event === "gateway.idempotency_unsettled") {
    count("gateway_store_errors_total", { operation: "settle", reason: "failed" });
  }
  const place = { requestId: c.get("requestId"), keyHash: c.get("keyHash") };
  log("error", event, { ...place, reason: reasonOf(thrown) });
}
