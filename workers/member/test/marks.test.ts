/** The mark that voids a member's tokens, on a real Redis, at every offset around a second. */
import { revokedMemberKey } from "@edgemart/redis/keys";
import { isVoidedBy } from "@edgemart/redis/void-marks";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestStore, type TestStore } from "../../../tests/stores/test-store.ts";
import { redisMarks } from "../src/adapters/token-marks.redis.ts";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
}, 30_000);
afterAll(() => store?.stop());

const START_MS = 1_790_000_000_000;
let nowMs = START_MS;
const marks = () => redisMarks(store.redis, () => nowMs);
const mark = (id: string) => store.redis.get<string>(revokedMemberKey(id));

test("auth 51, 53: at each tenth millisecond of two seconds old tokens are void and new ones good at once", async () => {
  for (let offset = 0; offset < 2_000; offset += 10) {
    nowMs = START_MS + offset;
    const id = newId("member");
    const issuedAt = Math.floor(nowMs / 1000);
    await marks().begin(id);
    expect(isVoidedBy(await mark(id), { issuedAt, made: 1 })).toBe(true);
    await marks().end(id, 2);
    const text = await mark(id);
    expect([offset, isVoidedBy(text, { issuedAt, made: 1 })]).toEqual([offset, true]);
    expect([offset, isVoidedBy(text, { issuedAt, made: 2 })]).toEqual([offset, false]);
  }
});

test("a refused change takes its mark back, and leaves that of an earlier change", async () => {
  const id = newId("member");
  await marks().begin(id);
  await marks().end(id, null);
  expect(await mark(id)).toBeNull();
  await marks().begin(id);
  await marks().end(id, 5);
  await marks().begin(id);
  expect(await mark(id)).toMatch(/^\d+\.5!$/);
  await marks().end(id, null);
  expect(await mark(id)).toMatch(/^\d+\.5$/);
  expect(await store.redis.ttl(revokedMemberKey(id))).toBeGreaterThan(305);
});

test("of two changes at once the later version stays, in whatever order their marks arrive", async () => {
  for (const order of [
    [7, 8],
    [8, 7],
  ]) {
    const id = newId("member");
    await Promise.all([marks().begin(id), marks().begin(id)]);
    for (const version of order) await marks().end(id, version);
    expect(await mark(id)).toMatch(/^\d+\.8$/);
  }
});

test("a refused change leaves the mark of one that is under way, or was made by a Worker that died", async () => {
  nowMs = START_MS;
  const id = newId("member");
  const old = { issuedAt: START_MS / 1000, made: 1 };
  await marks().begin(id); // demoted, and the Worker dies before the second mark
  await marks().begin(id);
  await marks().end(id, null); // the demoted one's own deletion with a wrong version
  expect(isVoidedBy(await mark(id), old)).toBe(true);
  await marks().begin(id);
  await marks().begin(id);
  expect(isVoidedBy(await mark(id), old)).toBe(true);
  await marks().end(id, null);
  await marks().end(id, null);
  expect(await mark(id)).toMatch(/!$/);
  await marks().end(id, 2); // the demotion again
  expect(await mark(id)).toBe(`${START_MS / 1000}.2`);
});
