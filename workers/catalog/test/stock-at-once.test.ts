/** Verbs of stock at the same moment, over as many connections as PostgreSQL's endpoint gives; real PostgreSQL. */
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { atOnce, holdId, linesOf, openStockRoom, type StockRoom, TTL } from "./stock-room.ts";

const isFull = process.env.EDGEMART_FULL === "1";
const [BUYERS, UNITS] = isFull ? [1_000, 100] : [300, 30];

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
}, 60_000);
afterEach(() => room.checkLaws());
afterAll(() => room?.close());

const statesOf = (done: { answer: { state: string } }[]) => {
  const counts: Record<string, number> = {};
  for (const { answer } of done) counts[answer.state] = (counts[answer.state] ?? 0) + 1;
  return counts;
};
/**
 * Carts of the same SKUs in opposite orders, held and released at once, straight in PostgreSQL: what it refuses is not
 * tried again. @returns SQLSTATEs of refusals
 */
async function oppositeCarts(count: number): Promise<string[]> {
  const carts = [
    ["OPP-A", "OPP-B"],
    ["OPP-B", "OPP-A"],
    ["OPP-C", "OPP-A"],
    ["OPP-B", "OPP-C"],
  ];
  const done = await atOnce(count, async (index) => {
    const lines = (carts[index % 4] ?? []).map((sku) => ({ sku, quantity: 1 }));
    const id = holdId();
    const asked = [id, JSON.stringify(lines)];
    try {
      await room.database.query("select catalog.hold_stock($1, $2, 900, 'ord_test', null)", asked);
      await room.database.query("select catalog.release_hold($1)", [id]);
      return null;
    } catch (thrown) {
      return String(Object(thrown).code);
    }
  });
  return done.filter((code) => code !== null);
}

describe("orders 17, 57.11: many buyers", () => {
  test(`of ${BUYERS}, a hundred in flight, ${UNITS} hold the ${UNITS} units there are, and the rest are told what is left`, async () => {
    await room.stock({ RUSH: UNITS });
    const done = await atOnce(BUYERS, () => room.hold(holdId(), { RUSH: 1 }));
    expect(statesOf(done)).toEqual({ held: UNITS, short: BUYERS - UNITS });
    expect(await room.level("RUSH")).toEqual([UNITS, UNITS]);
    // Exactly one of them took the last one.
    expect(done.filter(({ hasFlipped }) => hasFlipped)).toHaveLength(1);
    const held = await room.database.query<{ id: string }>(
      "select id from catalog.stock_hold where state = 'held'",
    );
    const sold = await atOnce(UNITS, async (index) => {
      const id = held[index]?.id ?? "";
      await room.holds.pin({ holdId: id, attempt: 1 });
      return room.holds.commit(id);
    });
    expect(statesOf(sold)).toEqual({ committed: UNITS });
    expect(await room.level("RUSH")).toEqual([0, 0]);
  });
});

describe("orders 57.12: opposite orders in 64 carts", () => {
  beforeAll(async () => {
    // Each SKU is all of its product, and the last unit of it: every hold and release turns two products in the listing.
    await room.stock({ "OPP-A": 1 }, { "OPP-B": 1 }, { "OPP-C": 1 });
  });

  test("no deadlock: PostgreSQL refuses none", async () => {
    expect(await oppositeCarts(64)).toEqual([]);
    for (const sku of ["OPP-A", "OPP-B", "OPP-C"]) expect(await room.level(sku)).toEqual([1, 0]);
  });

  test("planted: without an order of locks there are deadlocks", async () => {
    const [found] = await room.database.query<{ source: string }>(
      "select pg_get_functiondef('catalog.lock_levels'::regproc) as source",
    );
    const source = found?.source ?? "";
    expect(source.split("ORDER BY sku")).toHaveLength(2);
    await room.database.query(source.replace("ORDER BY sku", "ORDER BY random()"));
    const refused: string[] = [];
    for (let round = 0; round < 10 && refused.length === 0; round += 1) {
      refused.push(...(await oppositeCarts(12)));
    }
    await room.database.query(source);
    expect(new Set(refused)).toEqual(new Set(["40P01"]));
  });
});

describe("orders 17: one verb of one key, 16 times at once, has one effect", () => {
  test("hold, pin, commit, restock and release", async () => {
    await room.stock({ ONCE: 5 });
    const id = holdId();
    const times = <T>(verb: () => Promise<T>) => atOnce(16, verb);
    const held = await times(() => room.hold(id, { ONCE: 2 }));
    expect(new Set(held.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
    expect(await room.level("ONCE")).toEqual([5, 2]);
    const pinned = await times(() => room.holds.pin({ holdId: id, attempt: 1 }));
    expect(statesOf(pinned)).toEqual({ pinned: 16 });
    expect(statesOf(await times(() => room.holds.commit(id)))).toEqual({ committed: 16 });
    expect(await room.level("ONCE")).toEqual([3, 0]);
    const back = await times(() => room.holds.restock("rst:once", id, linesOf({ ONCE: 1 })));
    expect(statesOf(back)).toEqual({ restocked: 16 });
    expect(await room.level("ONCE")).toEqual([4, 0]);
    const [gone, other] = [holdId(), holdId()];
    expect(statesOf(await times(() => room.holds.release(gone)))).toEqual({ released: 16 });
    await room.hold(other, { ONCE: 4 });
    expect(statesOf(await times(() => room.holds.release(other)))).toEqual({ released: 16 });
    expect(await room.level("ONCE")).toEqual([4, 0]);
  });

  test("a hold of the last units is held to each of its 16 copies", async () => {
    await room.stock({ LAST: 2 });
    const id = holdId();
    const held = await atOnce(16, () => room.hold(id, { LAST: 2 }));
    expect(statesOf(held)).toEqual({ held: 16 });
    expect(await room.level("LAST")).toEqual([2, 2]);
  });

  test("16 restocks of one unit each, of a hold of three: three are counted", async () => {
    await room.stock({ BACK: 3 });
    const id = holdId();
    await room.hold(id, { BACK: 3 });
    await room.holds.pin({ holdId: id, attempt: 1 });
    await room.holds.commit(id);
    const done = await atOnce(16, (index) =>
      room.holds.restock(`rst:${index}`, id, linesOf({ BACK: 1 })),
    );
    expect(statesOf(done)).toEqual({ restocked: 3, too_much: 13 });
    expect(await room.level("BACK")).toEqual([3, 0]);
  });
});

describe("orders 17, 57.15: verbs that meet", () => {
  test("a hold and its release at once end released, whichever came first", async () => {
    await room.stock({ MEET: 100 });
    await atOnce(40, async () => {
      const id = holdId();
      await Promise.all([room.hold(id, { MEET: 2 }), room.holds.release(id)]);
      expect(await room.holds.statesOf([id])).toMatchObject([{ state: "released" }]);
    });
    expect(await room.level("MEET")).toEqual([100, 0]);
  });

  test("a pin of an expired hold and the next buyer: one of them has it", async () => {
    await atOnce(20, async (index) => {
      const sku = `RACE-${index}`;
      await room.stock({ [sku]: 1 });
      const [former, next] = [holdId(), holdId()];
      await room.hold(former, { [sku]: 1 });
      await room.pass(TTL + 1, former);
      const [pinned, held] = await Promise.all([
        room.holds.pin({ holdId: former, attempt: 1 }),
        room.hold(next, { [sku]: 1 }),
      ]);
      const states = [pinned.answer.state, held.answer.state];
      expect([
        ["pinned", "short"],
        ["lost", "held"],
      ]).toContainEqual(states);
      expect(await room.level(sku)).toEqual([1, 1]);
    });
  });

  test("orders 57.28: what expires while a buyer waits for the lock is there for the buyer", async () => {
    await room.stock({ WAIT: 1 });
    const [former, next] = [holdId(), holdId()];
    await room.hold(former, { WAIT: 1 });
    const other = new pg.Client({ connectionString: room.database.adminUrl });
    await other.connect();
    try {
      await other.query("begin");
      await other.query("select from catalog.stock_level where sku = 'WAIT' for update");
      const { rows } = await other.query<{ pid: number }>("select pg_backend_pid() as pid");
      const held = room.hold(next, { WAIT: 1 });
      const waiting = "select pid from pg_stat_activity where $1::int = any(pg_blocking_pids(pid))";
      const waits = () => room.database.query(waiting, [rows[0]?.pid]);
      await expect.poll(async () => (await waits()).length).toBe(1);
      await other.query(
        "update catalog.stock_hold set expires_at = clock_timestamp() where id = $1",
        [former],
      );
      await other.query("commit");
      expect((await held).answer).toMatchObject({ state: "held" });
    } finally {
      await other.end();
    }
  });

  test("a pin and the hold that replaces it: either it is pinned, or it is given up", async () => {
    await atOnce(20, async (index) => {
      const sku = `SWAP-${index}`;
      await room.stock({ [sku]: 1 });
      const [former, next] = [holdId(), holdId()];
      await room.hold(former, { [sku]: 1 });
      const [pinned, held] = await Promise.all([
        room.holds.pin({ holdId: former, attempt: 1 }),
        room.hold(next, { [sku]: 1 }, former),
      ]);
      expect([
        ["pinned", "short"],
        ["released", "held"],
      ]).toContainEqual([pinned.answer.state, held.answer.state]);
    });
  });
});
