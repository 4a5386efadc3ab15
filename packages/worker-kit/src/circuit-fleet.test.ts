/** A fleet with one circuit in each isolate, on a clock of numbers: what a frozen Worker costs its callers. */
import { describe, expect, test } from "vitest";
import { admit, type CircuitRules, CLOSED, record } from "./circuit.ts";

const ISOLATES = 16;
const SECONDS = 300;

/** As the gateway's for reads: workers/gateway/src/upstream/call-upstream.ts. */
const GATEWAY: CircuitRules = {
  windowMs: 10_000,
  callsMin: 20,
  failuresMin: 1,
  failureRate: 0.5,
  slowRate: 0.8,
  inARowMax: 5,
  openMs: 5_000,
  openMsMax: 30_000,
};

/** Requests spread at random (a seeded generator) over the isolates; each that passes waits its entire time-out. */
function outage(rules: CircuitRules, timeoutMs: number, { seed = 1, perSecond = 40 } = {}) {
  const circuits = Array.from({ length: ISOLATES }, () => CLOSED);
  const ends: { atMs: number; isolate: number }[] = [];
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  let waited = 0;
  const requests = SECONDS * perSecond;
  for (let sent = 0; sent < requests; sent++) {
    const nowMs = 1 + (sent * 1_000) / perSecond;
    for (let end = ends[0]; end && end.atMs <= nowMs; end = ends[0]) {
      ends.shift();
      circuits[end.isolate] = record(circuits[end.isolate] ?? CLOSED, "failed", rules, end.atMs);
    }
    const isolate = Math.floor(random() * ISOLATES);
    const { circuit, passes } = admit(circuits[isolate] ?? CLOSED, nowMs, timeoutMs);
    circuits[isolate] = circuit;
    if (!passes) continue;
    waited += 1;
    ends.push({ atMs: nowMs + timeoutMs, isolate });
  }
  return { waited, requests };
}

describe("operations 74: 40 requests a second over 16 isolates, and a Worker behind that is frozen", () => {
  test.each([1, 2, 3, 4, 5])("at most one in twenty waits the whole time-out (seed %i)", (seed) => {
    const { waited, requests } = outage(GATEWAY, 5_000, { seed });
    expect(waited / requests).toBeLessThanOrEqual(0.05);
  });

  test("where an isolate sees too few calls for a rate, only the row of failures opens", () => {
    const rateAlone = { ...GATEWAY, inARowMax: Number.POSITIVE_INFINITY };
    const quiet = { perSecond: 8 };
    const without = outage(rateAlone, 5_000, quiet);
    const withRow = outage(GATEWAY, 5_000, quiet);
    expect(without.waited).toBe(without.requests);
    expect(withRow.waited / withRow.requests).toBeLessThan(0.15);
  });
});
