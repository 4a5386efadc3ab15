/** Laws of what an isolate knows of a generation, when, and for how long. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { GenerationReader } from "./generation-reader.ts";

const EVERY_MS = 5_000;
const PAUSE_MS = 2_000;
let now: string | null;
let asked: number;
/** Holds answers back after they were read. */
let held: Promise<void> | null;

const ask = async () => {
  asked += 1;
  const read = now;
  await held;
  return read;
};
function isolate(pauseMs = PAUSE_MS) {
  const reader = new GenerationReader({ everyMs: EVERY_MS, pauseMs });
  return { read: () => reader.read(ask), forget: () => reader.forget() };
}
/** Holds answers back until `release`. */
function hold() {
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  return release;
}
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  now = "7";
  asked = 0;
  held = null;
});
afterEach(() => void vi.useRealTimers());

describe("architecture 15: a generation, isolate by isolate", () => {
  test("it is asked for once in its interval, counted from the question", async () => {
    const { read } = isolate();
    const release = hold();
    const first = read();
    pass(1_000);
    release();
    expect(await first).toBe("7");
    now = "8";
    pass(EVERY_MS - 1_001);
    expect([await read(), asked]).toEqual(["7", 1]);
    pass(1);
    expect([await read(), asked]).toEqual(["8", 2]);
  });

  test("requests that come while one asks go on with the value before", async () => {
    const { read } = isolate();
    await read();
    now = "8";
    pass(EVERY_MS);
    expect(await Promise.all([read(), read(), read()])).toEqual(["8", "7", "7"]);
    expect(asked).toBe(2);
  });

  test("while none is known each request asks itself", async () => {
    const { read } = isolate();
    expect(await Promise.all([read(), read(), read()])).toEqual(["7", "7", "7"]);
    expect(asked).toBe(3);
  });

  test("a request whose own question fails takes what another learnt meanwhile", async () => {
    const { read } = isolate();
    now = null;
    const release = hold();
    const failing = read();
    held = null;
    now = "7";
    await read();
    release();
    expect([await failing, await read(), asked]).toEqual(["7", "7", 2]);
  });

  test("after a failure nothing is asked for a while, when none is known", async () => {
    const { read } = isolate();
    now = null;
    expect([await read(), await read(), asked]).toEqual([null, null, 1]);
    now = "7";
    pass(PAUSE_MS - 1);
    expect([await read(), asked]).toEqual([null, 1]);
    pass(1);
    expect([await read(), asked]).toEqual(["7", 2]);
  });

  test("without a pause every request asks until one learns it", async () => {
    const { read } = isolate(0);
    now = null;
    expect([await read(), await read(), asked]).toEqual([null, null, 2]);
  });

  test("after a failure the value before stays, for a whole interval", async () => {
    const { read } = isolate();
    await read();
    now = null;
    pass(EVERY_MS);
    expect([await read(), await read(), asked]).toEqual(["7", "7", 2]);
    now = "8";
    pass(EVERY_MS - 1);
    expect([await read(), asked]).toEqual(["7", 2]);
    pass(1);
    expect([await read(), asked]).toEqual(["8", 3]);
  });

  test("a write forgets it: the next request asks", async () => {
    const { read, forget } = isolate();
    await read();
    now = "8";
    forget();
    expect([await read(), asked]).toEqual(["8", 2]);
  });

  test("a write ends the pause after a failure", async () => {
    const { read, forget } = isolate();
    now = null;
    await read();
    now = "8";
    forget();
    expect(await read()).toBe("8");
  });

  test("an answer that was under way while a write passed is for its own request alone", async () => {
    const { read, forget } = isolate();
    const release = hold();
    const before = read();
    now = "8";
    forget();
    held = null;
    const after = await read();
    release();
    expect([await before, after, await read()]).toEqual(["7", "8", "8"]);
  });

  test("a failure that was under way while a write passed takes nothing back", async () => {
    const { read, forget } = isolate();
    now = null;
    const release = hold();
    const before = read();
    now = "8";
    forget();
    held = null;
    await read();
    release();
    expect([await before, await read(), asked]).toEqual(["8", "8", 2]);
  });
});
