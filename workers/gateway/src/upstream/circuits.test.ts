/** The circuits of an isolate by name; when one opens is the law of worker-kit's `circuit.ts`. */
import type { CircuitRules } from "@edgemart/worker-kit/circuit";
import { expect, test, vi } from "vitest";
import { takeCounts } from "../metrics/counts.ts";
import { isShut, mayCall, noteCall } from "./circuits.ts";

vi.spyOn(console, "error").mockReturnValue();
vi.spyOn(console, "log").mockReturnValue();

const RULES: CircuitRules = {
  ...{ windowMs: 10_000, callsMin: 2, failuresMin: 2, failureRate: 0.5, slowRate: 2 },
  ...{ inARowMax: 2, openMs: 1_000, openMsMax: 8_000 },
};
/** Two failures in a row open it. */
function broken(name: string): void {
  for (const nowMs of [100, 200]) {
    expect(mayCall(name, nowMs, 5_000)).toBe("passed");
    noteCall(name, "failed", RULES, nowMs);
  }
}

test("a circuit that opened refuses until its time is over, then lets one probe through", () => {
  broken("CATALOG read");
  expect([isShut("CATALOG read", 1_199), mayCall("CATALOG read", 1_199, 5_000)]).toEqual([
    true,
    "refused",
  ]);
  expect(isShut("CATALOG read", 1_200)).toBe(false);
  expect(mayCall("CATALOG read", 1_200, 5_000)).toBe("probe");
  expect(mayCall("CATALOG read", 1_201, 5_000)).toBe("refused");
});

test("a look at a circuit takes no probe, and a probe that succeeds closes it", () => {
  broken("MEMBER write");
  expect([isShut("MEMBER write", 1_200), isShut("MEMBER write", 1_200)]).toEqual([false, false]);
  expect(mayCall("MEMBER write", 1_200, 5_000)).toBe("probe");
  noteCall("MEMBER write", "ok", RULES, 1_300);
  expect([1_301, 1_302].map((nowMs) => mayCall("MEMBER write", nowMs, 5_000))).toEqual([
    "passed",
    "passed",
  ]);
});

test("a gauge says which circuits are open, and opening and closing are counted", () => {
  takeCounts();
  broken("BFF read");
  expect(takeCounts()).toMatchObject({
    add: { 'gateway_breaker_transitions_total{circuit="BFF read",state="open"}': 1 },
    set: { 'gateway_breaker_open{circuit="BFF read"}': 1 },
  });
  mayCall("BFF read", 1_200, 5_000);
  noteCall("BFF read", "ok", RULES, 1_300);
  expect(takeCounts()).toMatchObject({
    add: { 'gateway_breaker_transitions_total{circuit="BFF read",state="closed"}': 1 },
    set: { 'gateway_breaker_open{circuit="BFF read"}': 0 },
  });
});

test("another name is another circuit", () => {
  broken("AUTH read");
  expect([isShut("AUTH write", 300), mayCall("AUTH write", 300, 5_000)]).toEqual([false, "passed"]);
});
