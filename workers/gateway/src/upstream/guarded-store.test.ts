/** The store behind its circuit: what opens it, and who is shut out. Each copy of the module is an isolate. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What a store that is not there looks like to its client, and a refusal of its own. */
const absent = async () => {
  throw new TypeError("fetch failed");
};
async function isolate() {
  vi.resetModules();
  const { askStore, askStoreInBrief, StoreOpenError } = await import("./guarded-store.ts");
  const { takeCounts } = await import("../metrics/counts.ts");
  const told = (work: Promise<unknown>) =>
    work.then(
      (value) => value,
      (thrown: unknown) => (thrown instanceof StoreOpenError ? "open" : "threw"),
    );
  return {
    ask: (work: () => Promise<unknown>, failuresMax = 3) =>
      told(askStore("claim", failuresMax, work)),
    brief: (work: () => Promise<unknown>, failuresMax = 3) =>
      told(askStoreInBrief("generation", failuresMax, work)),
    refusing: async () => {
      throw Object.assign(new Error("WRONGTYPE"), { name: "UpstashError" });
    },
    counts: () => Object.entries(takeCounts()?.add ?? {}).filter(([name]) => /store/.test(name)),
  };
}
const well = async () => "well";
const times = async (count: number, work: () => Promise<unknown>) => {
  const all: unknown[] = [];
  for (let at = 0; at < count; at++) all.push(await work());
  return all;
};

describe("gateway 30: the store's circuit", () => {
  test("opens after so many failures, refuses at once, and is tried again after two seconds", async () => {
    const { ask, counts } = await isolate();
    expect(await times(3, () => ask(absent))).toEqual(["threw", "threw", "threw"]);
    const asked = vi.fn(well);
    expect([await ask(asked), asked.mock.calls.length]).toEqual(["open", 0]);
    vi.setSystemTime(1_001_999);
    expect(await ask(well)).toBe("open");
    vi.setSystemTime(1_002_000);
    expect(await times(2, () => ask(well))).toEqual(["well", "well"]);
    expect(Object.fromEntries(counts())).toEqual({
      'gateway_store_errors_total{operation="claim",reason="failed"}': 3,
      'gateway_store_errors_total{operation="claim",reason="open"}': 2,
      'gateway_breaker_transitions_total{circuit="store",state="open"}': 1,
      'gateway_breaker_transitions_total{circuit="store",state="closed"}': 1,
    });
  });

  test("opens after so many within ten seconds too, with answers in between", async () => {
    const { ask } = await isolate();
    for (const work of [absent, well, absent, well]) await ask(work);
    expect(await ask(well)).toBe("well");
    await ask(absent);
    expect(await ask(well)).toBe("open");
  });

  test("stays closed for what the store refuses, and for a fault of ours", async () => {
    const { ask, refusing } = await isolate();
    await times(9, () => ask(refusing));
    await times(9, () => ask(async () => Promise.reject(new RangeError("ours"))));
    expect(await ask(well)).toBe("well");
  });

  test("is not opened by what is asked in brief, which has one of its own", async () => {
    const { ask, brief } = await isolate();
    await times(3, () => brief(absent));
    expect([await brief(well), await ask(well)]).toEqual(["open", "well"]);
  });

  test("shuts out what is asked in brief while it is open, without a probe for it", async () => {
    const { ask, brief, counts } = await isolate();
    await times(3, () => ask(absent));
    expect(await brief(well)).toBe("open");
    expect(counts()).toContainEqual([
      'gateway_store_errors_total{operation="generation",reason="open"}',
      1,
    ]);
    vi.setSystemTime(1_002_000);
    expect([await brief(well), await ask(well)]).toEqual(["well", "well"]);
  });
});
