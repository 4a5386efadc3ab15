/** The holder's part: forward, decide what the answer means, keep or release the record, answer. */
import { joinBytes } from "@edgemart/worker-kit/bytes";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext } from "../context.ts";
import { type Forwarded, forward } from "../forward.ts";
import { idempotencyStore } from "./deps.ts";
import { seal } from "./seal.ts";
import type { ClaimRequest } from "./store.ts";
import { dispositionOf, STORED_BODY_BYTES_MAX, storedAnswerOf } from "./stored-answer.ts";

const SETTLE_TRIES = 3;

/** Runs the claimed request and settles its record. The client gets the answer even when settling fails (rule 29). */
export async function answerOnce(
  c: GatewayContext,
  keyed: { key: string; attempt: number },
  request: ClaimRequest,
): Promise<Response> {
  const forwarded = await forward(c, keyed);
  const { response } = forwarded;
  const { kept, body } = await takeBody(response);
  const disposition = meaning(forwarded);
  const settled = await settleRecord(c, request, disposition, response, kept);
  const answer = new Response(body, response);
  answer.headers.delete("idempotency-outcome");
  answer.headers.set(
    "idempotency-status",
    settled && disposition === "store"
      ? "stored"
      : disposition === "unknown"
        ? "unknown"
        : "unstored",
  );
  return answer;
}

function meaning({ outcome, response }: Forwarded) {
  if (outcome === "unknown") return "unknown";
  return dispositionOf(response.status, response.headers.get("idempotency-outcome"));
}

async function settleRecord(
  c: GatewayContext,
  request: ClaimRequest,
  disposition: "store" | "release" | "unknown",
  response: Response,
  kept: Uint8Array | null,
): Promise<boolean> {
  const store = idempotencyStore(c.var.config);
  const { record, owner } = request;
  const sealed =
    disposition === "store"
      ? await seal(
          JSON.stringify(storedAnswerOf(response, kept, c.var.requestId)),
          c.var.config.IDEMPOTENCY_SECRET,
          record,
        )
      : null;
  const attempt = () =>
    sealed !== null
      ? store.complete(record, owner, sealed, answerTtlMs(c))
      : disposition === "release"
        ? store.release(record, owner)
        : store.unknown(record, owner);
  try {
    return await attempt();
  } catch (thrown) {
    logUnsettled(c, thrown);
    c.executionCtx.waitUntil(retry(c, attempt));
    return false;
  }
}

/** Tries again after the response; when all fail the record stays claimed and rule 15 decides the next try. */
async function retry(c: GatewayContext, attempt: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; tries <= SETTLE_TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 200 * tries));
    try {
      await attempt();
      return;
    } catch (thrown) {
      logUnsettled(c, thrown);
    }
  }
}

function logUnsettled(c: GatewayContext, thrown: unknown): void {
  log("error", "gateway.idempotency_unsettled", {
    requestId: c.var.requestId,
    reason: reasonOf(thrown),
  });
}

function answerTtlMs(c: GatewayContext): number {
  const { ttlSeconds } = c.var.route.idempotency;
  return (ttlSeconds || c.var.config.IDEMPOTENCY_TTL_SECONDS) * 1000;
}

/**
 * Reads a body up to the stored limit.
 *
 * @returns `kept`: all bytes, or null when there are more; `body`: what the client gets, complete in either case
 */
async function takeBody(
  response: Response,
): Promise<{ kept: Uint8Array | null; body: BodyInit | null }> {
  if (!response.body) return { kept: new Uint8Array(), body: null };
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      const bytes = joinBytes(chunks);
      return { kept: bytes, body: bytes };
    }
    chunks.push(value);
    length += value.byteLength;
    if (length > STORED_BODY_BYTES_MAX) return { kept: null, body: resume(chunks, reader) };
  }
}

/** A stream of what was read, then of what is still to come. */
function resume(
  chunks: Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const first = chunks.shift();
      if (first) return controller.enqueue(first);
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
