/** Laws of the hash queue; that it holds across requests is proved in workerd (test/worker.test.ts). */
import { afterEach, describe, expect, test, vi } from "vitest";
import { bcryptHasher } from "./hasher.bcrypt.ts";

const COST = 4;
/** As many polls of the queue as fit into it, and no time of ours. */
const poll = (ms: number) => vi.advanceTimersByTimeAsync(ms);

afterEach(() => void vi.useRealTimers());

describe("attack 73: the hash queue", () => {
  test("hashes and compares", async () => {
    const hasher = bcryptHasher();
    const hashed = await hasher.hash("material", COST);
    if (!hashed.ok) throw new Error("busy");
    expect(await hasher.compare("material", hashed.value)).toEqual({ ok: true, value: true });
    expect(await hasher.compare("another", hashed.value)).toEqual({ ok: true, value: false });
  });

  test("takes nine at once and refuses the tenth", async () => {
    const hasher = bcryptHasher();
    const all = await Promise.all(Array.from({ length: 30 }, () => hasher.hash("material", COST)));
    expect(all.map(({ ok }) => ok)).toEqual([...Array(9).fill(true), ...Array(21).fill(false)]);
    expect(all.at(-1)).toMatchObject({
      error: { code: "temporarily_unavailable", retryAfterSeconds: 1 },
    });
    expect((await hasher.hash("material", COST)).ok).toBe(true);
  });

  test("a comparison that throws leaves the queue free", async () => {
    const hasher = bcryptHasher();
    const malformed = `$2b$04$${"!".repeat(53)}`;
    await hasher.compare("material", malformed).catch(() => undefined);
    expect((await hasher.hash("material", COST)).ok).toBe(true);
  });

  test("after a hash the next one rests as long as it took, so that an entire refresh fits between them", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    let nowMs = 0;
    const hasher = bcryptHasher(() => nowMs);
    const first = hasher.hash("material", COST);
    await poll(10);
    expect((await first).ok).toBe(true);
    nowMs = 100;
    let isDone = false;
    const second = hasher.hash("material", COST).then(() => {
      isDone = true;
    });
    await poll(30);
    nowMs = 199;
    await poll(30);
    expect(isDone).toBe(false);
    nowMs = 200;
    await poll(10);
    expect(isDone).toBe(true);
    await second;
  });

  test("says that it is full when one more would be refused", async () => {
    const hasher = bcryptHasher();
    expect(hasher.isFull()).toBe(false);
    const all = Array.from({ length: 9 }, () => hasher.hash("material", COST));
    expect(hasher.isFull()).toBe(true);
    await Promise.all(all);
    expect(hasher.isFull()).toBe(false);
  });

  test("a waiter whose time is over is refused", async () => {
    let nowMs = 0;
    const hasher = bcryptHasher(() => nowMs);
    const waiting = hasher.hash("material", COST);
    nowMs = 3_001;
    expect((await waiting).ok).toBe(false);
    expect((await hasher.hash("material", COST)).ok).toBe(true);
  });
});
