import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cronsOf } from "./crons.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-20T14:04:30Z") }));
afterEach(() => void vi.useRealTimers());

const AT = new Date("2026-11-20T14:05:00Z");
const services = [
  { id: "auth", name: "edgemart-auth", crons: ["*/5 * * * *"] },
  { id: "member", name: "edgemart-member", crons: ["17 * * * *", "5 * * * *"] },
  { id: "bff", name: "edgemart-bff", crons: [] },
];

function clock(answer: (worker: string) => Promise<string>) {
  const calls: [string, string, Date][] = [];
  const lines: string[] = [];
  const crons = cronsOf({
    services,
    dispatch(worker, cron, at) {
      calls.push([worker, cron, at]);
      return answer(worker);
    },
    log: (line) => lines.push(line),
    deadlineMs: 1_000,
  });
  return { crons, calls, lines };
}

describe("the local clock", () => {
  test("calls each Worker on its own crons, with the cron and the minute, and notes the outcome", async () => {
    const { crons, calls, lines } = clock(async () => "ok");
    await crons.tick(AT);
    expect(calls).toEqual([
      ["edgemart-auth", "*/5 * * * *", AT],
      ["edgemart-member", "5 * * * *", AT],
    ]);
    expect(lines).toEqual([
      expect.stringMatching(/^\[cron\] auth "\*\/5 \* \* \* \*": ok \(\d+ ms\)$/),
      expect.stringMatching(/^\[cron\] member .*: ok/),
    ]);
  });

  test("goes on when a call fails, and says so", async () => {
    const { crons, calls, lines } = clock(async (worker) => {
      if (worker === "edgemart-auth") throw new Error("no database");
      return "exception";
    });
    await crons.tick(AT);
    await crons.tick(AT);
    expect(calls).toHaveLength(4);
    expect(lines.join()).toMatch(/auth .*: failed: no database[\s\S]*member .*: exception/);
  });

  test("waits no longer than its deadline, and never calls a Worker beside itself", async () => {
    const hung = Promise.withResolvers<string>();
    const { crons, calls, lines } = clock((worker) =>
      worker === "edgemart-auth" ? hung.promise : Promise.resolve("ok"),
    );
    const first = crons.tick(AT);
    await vi.advanceTimersByTimeAsync(1_000);
    await first;
    await crons.tick(AT);
    expect(calls.map(([worker]) => worker.slice(9))).toEqual(["auth", "member", "member"]);
    expect(lines.join()).toMatch(/auth .*has not ended in 1 s[\s\S]*auth .*left out/);
    hung.resolve("ok");
    await vi.advanceTimersByTimeAsync(0);
    await crons.tick(AT);
    expect(calls.map(([worker]) => worker.slice(9)).slice(3)).toEqual(["auth", "member"]);
  });

  test("a handler that sweeps for 57 s is neither late nor left out in the next minute", async () => {
    const calls: Date[] = [];
    const lines: string[] = [];
    const crons = cronsOf({
      services: [{ id: "order", name: "edgemart-order", crons: ["* * * * *"] }],
      dispatch: async (_worker, _cron, at) => {
        calls.push(at);
        await new Promise((resolve) => setTimeout(resolve, 57_000));
        return "ok";
      },
      log: (line) => lines.push(line),
    });
    crons.begin();
    await vi.advanceTimersByTimeAsync(30_000 + 3 * 60_000);
    expect(calls).toHaveLength(3);
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toMatch(/left out|has not ended/);
    const stopped = crons.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    await stopped;
  });

  test("ticks at full minutes until it is stopped", async () => {
    const { crons, calls } = clock(async () => "ok");
    crons.begin();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(calls).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 2_000);
    expect(calls.map(([worker]) => worker.slice(9))).toEqual(["auth", "member", "auth"]);
    await crons.stop();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(calls).toHaveLength(3);
  });

  test("names an expression it does not understand, once", () => {
    const lines: string[] = [];
    cronsOf({
      services: [{ id: "auth", name: "edgemart-auth", crons: ["0 0 L * *"] }],
      dispatch: async () => "ok",
      log: (line) => lines.push(line),
    });
    expect(lines).toEqual([expect.stringContaining('auth "0 0 L * *": never called here')]);
  });
});
