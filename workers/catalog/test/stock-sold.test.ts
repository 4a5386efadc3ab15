/** Selling, giving up and putting back what was held: once, repeated, out of order; real PostgreSQL. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { holdId, openStockRoom, type StockRoom, TTL, verbsOf } from "./stock-room.ts";

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
}, 60_000);
afterEach(() => room.checkLaws());
afterAll(() => room?.close());

const { sku, hold, pin, unpin, commit, release, restock, sold } = verbsOf(() => room);

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
