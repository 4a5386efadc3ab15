/** Each verb of stock: once, repeated, late, out of order; real PostgreSQL. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { holdId, linesOf, MINUTES, openStockRoom, type StockRoom, TTL } from "./stock-room.ts";

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
}, 60_000);
afterEach(() => room.checkLaws());
afterAll(() => room?.close());

let made = 0;
/** A SKU of its own product, with so many on the shelf. */
async function sku(onHand: number): Promise<string> {
  made += 1;
  await room.stock({ [`S-${made}`]: onHand });
  return `S-${made}`;
}
const answerOf = async <T>(verb: Promise<{ answer: T }>) => (await verb).answer;
const pin = (id: string, attempt: number) => answerOf(room.holds.pin({ holdId: id, attempt }));
const unpin = (id: string, attempt: number) =>
  answerOf(room.holds.unpin({ holdId: id, attempt }, TTL));
const hold = (id: string, wanted: Record<string, number>, replaces?: string) =>
  answerOf(room.hold(id, wanted, replaces));
const commit = (id: string) => answerOf(room.holds.commit(id));
const release = (id: string) => answerOf(room.holds.release(id));
const restock = (restockId: string, id: string, wanted: Record<string, number>) =>
  answerOf(room.holds.restock(restockId, id, linesOf(wanted)));
/** A hold that is sold. */
async function sold(wanted: Record<string, number>): Promise<string> {
  const id = holdId();
  await hold(id, wanted);
  await pin(id, 1);
  expect(await commit(id)).toEqual({ state: "committed" });
  return id;
}

describe("orders 15, 17: hold", () => {
  test("promises all lines or none, and names each short SKU with what is left", async () => {
    const [a, b] = [await sku(5), await sku(3)];
    expect(await hold(holdId(), { [a]: 2, [b]: 4 })).toEqual({
      state: "short",
      lines: [{ sku: b, available: 3 }],
    });
    expect(await room.level(a)).toEqual([5, 0]);
    expect(await hold(holdId(), { [a]: 2, [b]: 3 })).toMatchObject({ state: "held" });
    expect([await room.level(a), await room.level(b)]).toEqual([
      [5, 2],
      [3, 3],
    ]);
    expect(await hold(holdId(), { [a]: 4, [b]: 1, "NO-SUCH": 1 })).toEqual({
      state: "short",
      lines: [
        { sku: "NO-SUCH", available: 0 },
        { sku: a, available: 3 },
        { sku: b, available: 0 },
      ],
    });
  });

  test("what is left is told up to 99", async () => {
    const a = await sku(500);
    for (let n = 0; n < 4; n += 1) await hold(holdId(), { [a]: 99 });
    expect((await room.holds.quote([{ sku: a }]))[0]?.available).toBe(104);
    const b = await sku(0);
    const short = await hold(holdId(), { [a]: 99, [b]: 1 });
    expect(short).toEqual({ state: "short", lines: [{ sku: b, available: 0 }] });
  });

  test("repeated, it answers the hold there is; with other lines it is mismatched", async () => {
    const [a, b] = [await sku(9), await sku(9)];
    const id = holdId();
    const first = await hold(id, { [a]: 1, [b]: 2 });
    expect(await hold(id, { [b]: 2, [a]: 1 })).toEqual(first);
    expect(await hold(id, { [a]: 1 })).toEqual({ state: "mismatched" });
    expect(await hold(id, { [a]: 1, [b]: 3 })).toEqual({ state: "mismatched" });
    expect(await room.level(a)).toEqual([9, 1]);
  });

  test("orders 57.15: one that is delivered after its release is refused, and holds nothing", async () => {
    const a = await sku(4);
    const id = holdId();
    expect(await release(id)).toEqual({ state: "released" });
    expect(await release(id)).toEqual({ state: "released" });
    expect(await hold(id, { [a]: 1 })).toEqual({ state: "released" });
    expect(await room.level(a)).toEqual([4, 0]);
  });

  test("what an expired hold reserves is there for the next buyer at once, without the clock", async () => {
    const [a, b] = [await sku(2), await sku(2)];
    const former = holdId();
    await hold(former, { [a]: 2, [b]: 1 });
    await room.pass(TTL + 1, former);
    expect((await room.holds.quote([{ sku: a }]))[0]?.available).toBe(2);
    expect(await hold(holdId(), { [a]: 2 })).toMatchObject({ state: "held" });
    // Only lines of the SKUs that were asked for are taken.
    expect([await room.level(a), await room.level(b)]).toEqual([
      [2, 2],
      [2, 1],
    ]);
  });

  test("orders 11: the hold it replaces is given up inside it, so that nobody is blocked by their own", async () => {
    const [a, b] = [await sku(3), await sku(5)];
    const [former, next] = [holdId(), holdId()];
    await hold(former, { [a]: 3, [b]: 1 });
    expect(await hold(next, { [a]: 2 }, former)).toMatchObject({ state: "held" });
    expect([await room.level(a), await room.level(b)]).toEqual([
      [3, 2],
      [5, 0],
    ]);
    expect(await pin(former, 1)).toEqual({ state: "released" });
  });

  test("orders 11: a short one loses nothing, and one that is being paid is left alone", async () => {
    const a = await sku(3);
    const [former, next] = [holdId(), holdId()];
    await hold(former, { [a]: 3 });
    expect(await hold(next, { [a]: 4 }, former)).toEqual({
      state: "short",
      lines: [{ sku: a, available: 3 }],
    });
    expect(await room.level(a)).toEqual([3, 3]);
    await pin(former, 1);
    expect(await hold(next, { [a]: 1 }, former)).toMatchObject({ state: "short" });
    expect(await commit(former)).toEqual({ state: "committed" });
  });
});

describe("orders 17: pin and unpin", () => {
  test("a pinned hold never expires", async () => {
    const a = await sku(1);
    const id = holdId();
    await hold(id, { [a]: 1 });
    expect(await pin(id, 1)).toEqual({ state: "pinned" });
    await room.pass(100 * TTL, id);
    expect(await hold(holdId(), { [a]: 1 })).toMatchObject({ state: "short" });
    expect(await commit(id)).toEqual({ state: "committed" });
    expect(await room.level(a)).toEqual([0, 0]);
  });

  test("orders 57.14: an expired hold is pinned anew while its lines are free", async () => {
    const [a, b] = [await sku(2), await sku(2)];
    const [id, other] = [holdId(), holdId()];
    await hold(id, { [a]: 2, [b]: 2 });
    await room.pass(TTL + 1, id);
    await hold(other, { [a]: 1 });
    expect(await pin(id, 1)).toEqual({ state: "lost", lines: [{ sku: a, available: 1 }] });
    await release(other);
    expect(await pin(id, 1)).toEqual({ state: "pinned" });
    expect([await room.level(a), await room.level(b)]).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  test("an expired hold takes its lines back from another one that has expired since", async () => {
    const a = await sku(2);
    const [id, other] = [holdId(), holdId()];
    await hold(id, { [a]: 2 });
    await room.pass(TTL + 1);
    await hold(other, { [a]: 2 });
    await room.pass(TTL + 1);
    expect(await pin(id, 1)).toEqual({ state: "pinned" });
    expect(await pin(other, 1)).toEqual({ state: "lost", lines: [{ sku: a, available: 0 }] });
  });

  test("of an attempt that was ended, or of an earlier one, a late pin changes nothing", async () => {
    const id = holdId();
    await hold(id, { [await sku(1)]: 1 });
    expect(await pin(id, 2)).toEqual({ state: "pinned" });
    expect(await pin(id, 1)).toEqual({ state: "stale" });
    expect(await pin(id, 2)).toEqual({ state: "pinned" });
    expect(await unpin(id, 2)).toMatchObject({ state: "held" });
    expect(await pin(id, 2)).toEqual({ state: "stale" });
    expect(await pin(id, 3)).toEqual({ state: "pinned" });
  });

  test("orders 57.37: an unpin of attempt 1 after the pin of attempt 2 leaves it pinned", async () => {
    const id = holdId();
    await hold(id, { [await sku(1)]: 1 });
    await pin(id, 1);
    await unpin(id, 1);
    await pin(id, 2);
    expect(await unpin(id, 1)).toEqual({ state: "stale" });
    expect(await commit(id)).toEqual({ state: "committed" });
  });

  test("an unpin that overtakes its pin ends the attempt, and gives no more time", async () => {
    const id = holdId();
    const first = await hold(id, { [await sku(1)]: 1 });
    await room.pass(5 * MINUTES, id);
    const unpinned = await unpin(id, 1);
    expect(unpinned).toMatchObject({ state: "held" });
    expect(String(Object(unpinned).expiresAt) < String(Object(first).expiresAt)).toBe(true);
    expect(await pin(id, 1)).toEqual({ state: "stale" });
    expect(await pin(id, 2)).toEqual({ state: "pinned" });
  });

  test("of a hold that is not there, both answer that nothing is promised", async () => {
    expect([await pin(holdId(), 1), await unpin(holdId(), 1)]).toEqual([
      { state: "released" },
      { state: "released" },
    ]);
  });
});

describe("orders 17, 19: commit, release, restock", () => {
  test("commit sells once what is pinned, and nothing else", async () => {
    const a = await sku(5);
    const id = holdId();
    await hold(id, { [a]: 2 });
    expect(await commit(id)).toMatchObject({ state: "held" });
    await pin(id, 1);
    expect([await commit(id), await commit(id)]).toEqual(Array(2).fill({ state: "committed" }));
    expect(await room.level(a)).toEqual([3, 0]);
    expect([await release(id), await pin(id, 2), await unpin(id, 2)]).toEqual(
      Array(3).fill({ state: "committed" }),
    );
    expect(await commit(holdId())).toEqual({ state: "released" });
  });

  test("release gives back a held, a pinned and an expired hold, once", async () => {
    const a = await sku(6);
    const ids = [holdId(), holdId(), holdId()];
    for (const id of ids) await hold(id, { [a]: 2 });
    await pin(ids[1] ?? "", 1);
    await room.pass(TTL + 1, ids[2]);
    for (const id of [...ids, ...ids]) expect(await release(id)).toEqual({ state: "released" });
    expect(await room.level(a)).toEqual([6, 0]);
    for (const id of ids) expect(await commit(id)).toEqual({ state: "released" });
  });

  test("restock puts back once per id, and never more than was sold", async () => {
    const [a, b] = [await sku(5), await sku(5)];
    const id = await sold({ [a]: 3, [b]: 1 });
    for (const wanted of [{ [a]: 4 }, { [b]: 2 }, { "NO-SUCH": 1 }, { [a]: 1, [b]: 2 }]) {
      expect(await restock("rst:1", id, wanted)).toEqual({ state: "too_much" });
    }
    const done = { state: "restocked", gone: [] };
    expect([
      await restock("rst:1", id, { [a]: 2 }),
      await restock("rst:1", id, { [a]: 2 }),
    ]).toEqual([done, done]);
    expect(await room.level(a)).toEqual([4, 0]);
    expect(await restock("rst:2", id, { [a]: 2 })).toEqual({ state: "too_much" });
    expect(await restock("rst:2", id, { [a]: 1, [b]: 1 })).toEqual(done);
    expect([await room.level(a), await room.level(b)]).toEqual([
      [5, 0],
      [5, 0],
    ]);
  });

  test("restock of what was not sold answers the state", async () => {
    const a = await sku(5);
    const id = holdId();
    expect(await restock("rst:3", id, { [a]: 1 })).toEqual({ state: "released" });
    await hold(id, { [a]: 1 });
    expect(await restock("rst:3", id, { [a]: 1 })).toMatchObject({ state: "held" });
    await release(id);
    expect(await restock("rst:3", id, { [a]: 1 })).toEqual({ state: "released" });
    expect(await room.level(a)).toEqual([5, 0]);
  });

  test("a SKU that was removed since is named and not counted, the others are", async () => {
    const [a, b] = [await sku(2), await sku(2)];
    const id = await sold({ [a]: 2, [b]: 2 });
    await room.database.query("delete from catalog.variant where sku = $1", [a]);
    expect(await restock("rst:4", id, { [a]: 1, [b]: 1 })).toEqual({
      state: "restocked",
      gone: [a],
    });
    expect(await room.level(b)).toEqual([1, 0]);
  });
});

describe("orders 17: what holds are, and what happened to them", () => {
  test("statesOf tells of those that are there, timeline also of what they moved", async () => {
    const a = await sku(4);
    const [id, tombstone] = [await sold({ [a]: 2 }), holdId()];
    await restock("rst:5", id, { [a]: 1 });
    await release(tombstone);
    const states = await room.holds.statesOf([id, tombstone, holdId()]);
    expect(new Set(states)).toEqual(
      new Set([
        { holdId: id, state: "committed", expiresAt: null },
        { holdId: tombstone, state: "released", expiresAt: null },
      ]),
    );
    const { holds, movements } = await room.holds.timeline([id, tombstone]);
    expect(holds).toMatchObject([
      { holdId: id, state: "committed", attempt: 1, lines: [{ sku: a, quantity: 2 }] },
      { holdId: tombstone, state: "released", attempt: 0, lines: [] },
    ]);
    expect(movements).toMatchObject([
      { holdId: id, sku: a, delta: -2, reason: "sold", reference: id },
      { holdId: id, sku: a, delta: 1, reason: "returned", reference: "rst:5" },
    ]);
  });
});
