/** Holding and pinning stock: once, repeated, late, out of order; real PostgreSQL. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { holdId, MINUTES, openStockRoom, type StockRoom, TTL, verbsOf } from "./stock-room.ts";

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
}, 60_000);
afterEach(() => room.checkLaws());
afterAll(() => room?.close());

const { sku, hold, pin, unpin, commit, release } = verbsOf(() => room);

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
  test("orders 33, 57.13: a pinned hold never expires", async () => {
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
