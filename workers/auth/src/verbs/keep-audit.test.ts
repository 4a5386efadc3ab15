/** Laws of the audit's writes: never waited for, never more than a few, never a reason for another answer. */
import { expect, test } from "vitest";
import { testAuth } from "../../test/fakes.ts";
import type { AuditEvent, AuditRecord, Caller, Deps } from "../ports.ts";
import { keepNoted, sealAudit } from "./keep-audit.ts";

function callerWith(event: AuditEvent["event"]): Caller {
  const record: AuditRecord = {
    ...{ event, outcome: "x", happenedMs: 1, requestId: "r" },
    ...{ addressPrefix: "p", userAgentHash: "h" },
  };
  const call = { requestId: "r", traceparent: "", deadline: 0 };
  return {
    ...{ call, addressPrefix: "p", userAgent: "", country: "", arrivedMs: 1 },
    ...{ later: () => undefined, noted: [record] },
  };
}

/** A database that never answers, and a count of what it was asked to keep. */
function stuck() {
  const { clock, deps } = testAuth();
  const state = { asked: 0, warned: [] as string[], clock };
  const patient: Deps = {
    ...deps,
    warn: (event) => void state.warned.push(event),
    auditStore: {
      list: async () => [],
      keep: () => {
        state.asked++;
        return new Promise(() => undefined);
      },
      seal: async () => null,
    },
  };
  return { deps: patient, state };
}

test("auth 80: a flood of refusals leaves room for what was done to accounts, and all of it is bounded", () => {
  const { deps, state } = stuck();
  for (let i = 0; i < 100; i++) keepNoted(deps, callerWith("excess_rate_limit_exceeded"));
  expect(state.asked).toBe(8);
  for (let i = 0; i < 100; i++) keepNoted(deps, callerWith("authn_login_success"));
  expect(state.asked).toBe(32);
  expect(new Set(state.warned)).toEqual(new Set(["auth.audit_left_to_the_log"]));
  // Places of requests that were cancelled are free again after the longest a write can take.
  state.clock.ms += 15_001;
  keepNoted(deps, callerWith("authn_login_success"));
  expect(state.asked).toBe(33);
});

test("auth 80: an event is kept once, and a failure is warned of and nothing else", async () => {
  const { deps, state } = stuck();
  state.clock.ms += 60_000;
  const caller = callerWith("authn_token_reuse");
  const later: Promise<unknown>[] = [];
  caller.later = (work) => void later.push(work);
  deps.auditStore.keep = async () => {
    state.asked++;
    throw new Error("away");
  };
  keepNoted(deps, caller);
  keepNoted(deps, caller);
  await Promise.all(later);
  expect([state.asked, later.length, state.warned]).toEqual([1, 1, ["auth.audit_not_kept"]]);
});

test("auth 80: the clock seals until nothing is open, at most twenty batches, and notes each", async () => {
  const noted: number[] = [];
  const store = (batches: number) => {
    let left = batches;
    return {
      list: async () => [],
      keep: async () => undefined,
      seal: async () => (left-- > 0 ? { number: batches - left, events: 1, hash: "" } : null),
    };
  };
  const noteSeal = ({ number }: { number: number }) => void noted.push(number);
  await sealAudit({ auditStore: store(3), noteSeal });
  expect(noted).toEqual([1, 2, 3]);
  await sealAudit({ auditStore: store(50), noteSeal });
  expect(noted).toHaveLength(23);
});
