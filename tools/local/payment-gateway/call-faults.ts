/** What planted faults do to a call of the API: before it, to what it does, and to its answer. */
import type { ServerResponse } from "node:http";
import { type ApiAnswer, FAILED, refusalOf } from "./error-codes.ts";
import { type Fault, type FaultKind, numberOf } from "./faults.ts";
import type { PaymentRecord } from "./record.ts";

/** The faults that meet one call, by kind. */
export type CallFaults = ReadonlyMap<FaultKind, Fault>;

/** An answer, or the news that there is no one left to answer. */
export type Spoilt = ApiAnswer | "connection_ended";

/** The caller's connection: what Node gives for HTTP/1, and what its newer protocol has in common with it. */
type Outgoing = Pick<ServerResponse, "once" | "off" | "destroyed"> & {
  destroy(error?: Error): unknown;
};

const HANG_MS = 60_000;

/** Applies what keeps a call from being done; null when it goes on. */
export async function beforehand(outgoing: Outgoing, faults: CallFaults): Promise<Spoilt | null> {
  const slow = faults.get("slow");
  if (slow) await waiting(outgoing, numberOf(slow, 5_000));
  const hang = faults.get("timeout_before");
  if (hang) return hangUp(outgoing, numberOf(hang, HANG_MS));
  if (faults.has("429")) return refusalOf("TOO_MANY_REQUESTS");
  return faults.has("500_before") ? refusalOf(FAILED) : null;
}

/** Spoils the answer of what was done. */
export async function afterwards(
  outgoing: Outgoing,
  faults: CallFaults,
  answer: ApiAnswer,
): Promise<Spoilt> {
  const hang = faults.get("timeout_after") ?? faults.get("cancel_timeout_after");
  if (hang) return hangUp(outgoing, numberOf(hang, HANG_MS));
  if (faults.has("500_after")) return refusalOf(FAILED);
  const garbage = faults.get("garbage");
  return garbage ? spoiltText(garbage, answer) : answer;
}

/** Gives what the gateway did in fact, where a fault makes it do something else than was agreed. */
export function altered(done: PaymentRecord, faults: CallFaults): PaymentRecord {
  const more = faults.get("amount_mismatch");
  const currency = faults.get("currency_mismatch");
  return {
    ...done,
    ...(more && { amount: done.amount + numberOf(more, 1_000) }),
    ...(currency && { currency: String(currency.value ?? "USD") }),
    ...(faults.has("order_mismatch") && { orderId: `other_${done.orderId}`.slice(0, 64) }),
  };
}

function spoiltText({ value }: Fault, { status, text }: ApiAnswer): ApiAnswer {
  if (value === "truncated") return { status, text: text.slice(0, text.length / 2) };
  if (value === "huge") return { status, text: JSON.stringify({ filler: "x".repeat(10_000_000) }) };
  return { status, text: "<!doctype html><title>Bad Gateway</title><h1>502</h1>" };
}

async function hangUp(outgoing: Outgoing, ms: number): Promise<"connection_ended"> {
  await waiting(outgoing, ms);
  outgoing.destroy();
  return "connection_ended";
}

/** Waits, but no longer than the caller does. */
function waiting(outgoing: Outgoing, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      outgoing.off("close", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    outgoing.once("close", end);
  });
}
