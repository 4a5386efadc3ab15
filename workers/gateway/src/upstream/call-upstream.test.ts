/** One call to a Worker behind: when a read is sent again, and what its end says of the circuit. Each copy is an isolate. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const TIMEOUT_MS = 10_000;
type Send = () => Promise<Response>;
interface Call {
  isRead: boolean;
  callsMin?: number;
  /** Null: the caller's body is still on its way. */
  arrivedMs: number | null;
}

const READ: Call = { isRead: true, arrivedMs: 0 };
const WRITE: Call = { isRead: false, arrivedMs: 0 };

/** A gateway of its own, with one Worker behind. */
async function gateway() {
  vi.resetModules();
  const { CircuitOpenError, callUpstream } = await import("./call-upstream.ts");
  const { takeCounts } = await import("../metrics/counts.ts");
  const outlived: Promise<unknown>[] = [];
  let sent = 0;
  const call = (send: Send, { isRead, arrivedMs, callsMin = 1_000 }: Call = READ) =>
    callUpstream({
      ...{ to: "CATALOG", isRead, timeoutMs: TIMEOUT_MS, callsMin, inARowMax: 5 },
      send: () => {
        sent += 1;
        return send();
      },
      arrivedMs: () => arrivedMs,
      outlive: (work) => outlived.push(work),
    }).then(
      ({ status }) => status as number | string,
      (thrown: unknown) => (thrown instanceof CircuitOpenError ? "open" : String(thrown)),
    );
  return { call, outlived, sent: () => sent, counts: () => takeCounts()?.add ?? {} };
}
const well: Send = async () => new Response("ok");
const absent: Send = async () => {
  throw Object.assign(new Error("not there"), { retryable: true });
};
/** A Worker that answers later than so many milliseconds. */
const after =
  (ms: number, then: Send = well): Send =>
  async () => {
    vi.setSystemTime(Date.now() + ms);
    return then();
  };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("gateway 40, 41: a read is sent again", () => {
  test("once, when it failed at once, and its answer is the second's", async () => {
    const { call, sent } = await gateway();
    const ways = [absent, well];
    expect([await call(() => (ways.shift() ?? well)()), sent()]).toEqual([200, 2]);
  });

  test("never as a write, and never a third time", async () => {
    const { call, sent } = await gateway();
    expect(await call(absent, WRITE)).toContain("not there");
    expect(sent()).toBe(1);
    expect(await call(absent)).toContain("not there");
    expect(sent()).toBe(3);
  });

  test("within a budget: one for each ten calls, ten at most, and counted", async () => {
    const { call, sent, counts } = await gateway();
    const retried = async (send: Send) => {
      const before = sent();
      await call(send);
      return sent() - before === 2;
    };
    // A new isolate has one saved up.
    expect([await retried(absent), await retried(absent)]).toEqual([true, false]);
    for (let at = 0; at < 8; at++) await call(well);
    expect([await retried(absent), await retried(absent)]).toEqual([true, false]);
    for (let at = 0; at < 300; at++) await call(well);
    let more = 0;
    while (await retried(async () => absent())) {
      more += 1;
      // An answer in between: the circuit is another test's.
      await call(well);
    }
    // Ten saved up, and two earned by the twenty-some calls of this loop.
    expect(more).toBe(12);
    expect(Object.entries(counts()).filter(([name]) => name.includes("retries"))).toEqual([
      ['gateway_upstream_retries_total{to="CATALOG"}', 14],
    ]);
  });

  test.each([
    ["at half of its time", after(TIMEOUT_MS / 2, absent), 2],
    ["not after it", after(TIMEOUT_MS / 2 + 1, absent), 1],
    ["not after its deadline", () => Promise.reject(new DOMException("late", "TimeoutError")), 1],
  ] as [string, Send, number][])("%s", async (_when, send, times) => {
    const { call, sent } = await gateway();
    await call(send);
    expect(sent()).toBe(times);
  });

  test("not when its circuit is open, and keeps its budget then", async () => {
    const { call, sent } = await gateway();
    for (let at = 0; at < 5; at++) await call(absent);
    const before = sent();
    expect([await call(well), sent() - before]).toEqual(["open", 0]);
  });
});

describe("operations 74: the circuit of a Worker and class of requests", () => {
  test("opens after five failures in a row, for writes alone, and is not asked then", async () => {
    const { call, sent } = await gateway();
    for (let at = 0; at < 5; at++) expect(await call(absent, WRITE)).toContain("not there");
    expect([await call(well, WRITE), sent()]).toEqual(["open", 5]);
    expect(await call(well)).toBe(200);
  });

  test("stays closed whatever a Worker answers, and when an answer comes in between", async () => {
    const { call } = await gateway();
    const failing: Send = async () => new Response("", { status: 500 });
    for (let at = 0; at < 20; at++) expect(await call(failing, WRITE)).toBe(500);
    for (let at = 0; at < 20; at++) await call(at % 5 === 4 ? well : absent, WRITE);
    expect(await call(well, WRITE)).toBe(200);
  });

  test("is tried by one probe, which outlives its request, and closes when that is answered", async () => {
    const { call, outlived } = await gateway();
    for (let at = 0; at < 5; at++) await call(absent, WRITE);
    expect(outlived).toEqual([]);
    vi.setSystemTime(Date.now() + 60_000);
    let answer = (_: Response) => {};
    const probe = call(() => new Promise<Response>((resolve) => (answer = resolve)), WRITE);
    expect(await call(well, WRITE)).toBe("open");
    expect(outlived).toHaveLength(1);
    answer(new Response("ok"));
    expect(await probe).toBe(200);
    expect(await call(well, WRITE)).toBe(200);
    expect(outlived).toHaveLength(1);
  });

  test("a probe that fails is no failure of whoever it outlives", async () => {
    const { call, outlived } = await gateway();
    for (let at = 0; at < 5; at++) await call(absent, WRITE);
    vi.setSystemTime(Date.now() + 60_000);
    expect(await call(absent, WRITE)).toContain("not there");
    await expect(outlived[0]).resolves.toBeUndefined();
  });

  test("opens when most of its calls are slow: above four fifths of the deadline", async () => {
    const slow: Call = { ...WRITE, arrivedMs: null, callsMin: 2 };
    for (const [ms, expected] of [
      [8_000, 200],
      [8_001, "open"],
    ] as const) {
      const { call } = await gateway();
      await call(after(ms), { ...slow, arrivedMs: 0 });
      await call(after(ms), { ...slow, arrivedMs: 0 });
      expect([ms, await call(well, slow)]).toEqual([ms, expected]);
    }
  });

  test("counts the time from when the body had arrived: a caller's own slowness opens nothing", async () => {
    const { call } = await gateway();
    for (const arrivedMs of [null, 1_000_000 + 60_000]) {
      for (let at = 0; at < 3; at++) {
        expect(await call(after(9_000), { ...WRITE, arrivedMs, callsMin: 2 })).toBe(200);
      }
    }
  });

  test("says nothing of a Worker whose caller broke off", async () => {
    const { call } = await gateway();
    for (let at = 0; at < 9; at++) await call(absent, { ...WRITE, arrivedMs: null });
    expect(await call(well, WRITE)).toBe(200);
  });
});
