/** Holds and the rest of catalog: caches are notified of availability alone, the clock, administrators' movements, laws. Real PostgreSQL, real Redis. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestStore, type TestStore } from "../../../tests/stores/test-store.ts";
import { depsOf } from "../src/deps.ts";
import { readCatalogConfig } from "../src/env.ts";
import * as stock from "../src/rpc/stock.ts";
import { checkStockLaws, isFirstVisitOfHour } from "../src/verbs/check-stock-laws.ts";
import { tellAgain } from "../src/verbs/tell-again.ts";
import { uncountExpired } from "../src/verbs/uncount-expired.ts";
import { holdId, linesOf, openStockRoom, type StockRoom, TTL, type Wanted } from "./stock-room.ts";

let room: StockRoom;
let store: TestStore;
beforeAll(async () => {
  [room, store] = await Promise.all([openStockRoom(), startTestStore()]);
}, 60_000);
afterAll(() => Promise.all([room?.close(), store?.stop()]));

const depsWith = (vars: object) => depsOf(readCatalogConfig({ ...room.env, ...vars }));
const generation = async () => Number((await store.redis.get("gen:catalog")) ?? 0);
/** How many generations the work began. */
async function begun(work: () => Promise<unknown>): Promise<number> {
  const before = await generation();
  await work();
  return (await generation()) - before;
}
/** Asks a verb of the RPC, and waits for what goes on behind its answer where Redis is there. */
async function ask<T>(
  verb: (input: unknown, call: stock.StockCall) => Promise<T>,
  input: object,
  vars: object = store.vars,
): Promise<T> {
  const rest: Promise<void>[] = [];
  const after = (work: Promise<void>) => void rest.push(work);
  const answer = await verb(input, { deps: depsWith(vars), requestId: "request", after });
  if (vars === store.vars) await Promise.all(rest);
  return answer;
}
const hold = (id: string, wanted: Wanted, vars?: object) =>
  ask(
    stock.hold,
    { holdId: id, lines: linesOf(wanted), ttlSeconds: TTL, reference: "ord_test" },
    vars,
  );

describe("orders 20: a verb begins a generation only when a product became available or sold out", () => {
  test("hold, replace, release, sell and restock", async () => {
    await room.stock({ "GEN-A": 2, "GEN-B": 1 }, { "GEN-C": 1 });
    const [a, b, c] = [holdId(), holdId(), holdId()];
    const attempt = (id: string) => ({ holdId: id, attempt: 1 });
    const steps: [step: () => Promise<unknown>, more: number][] = [
      [() => hold(a, { "GEN-A": 2 }), 0], // the product has another variant
      [() => hold(b, { "GEN-B": 1 }), 1], // it was the last one
      [() => hold(b, { "GEN-B": 1 }), 0],
      [() => hold(holdId(), { "GEN-B": 1 }), 0],
      [() => ask(stock.pin, attempt(b)), 0],
      [() => ask(stock.commit, { holdId: b }), 0],
      [() => ask(stock.release, { holdId: a }), 1],
      [() => ask(stock.release, { holdId: a }), 0],
      [() => hold(c, { "GEN-C": 1, "GEN-A": 2 }), 1], // two products, one generation
      [
        () =>
          ask(stock.restock, {
            restockId: "rst:g",
            holdId: b,
            lines: [{ sku: "GEN-B", quantity: 1 }],
          }),
        1,
      ],
      [() => ask(stock.unpin, { ...attempt(c), ttlSeconds: TTL }), 0],
    ];
    const seen: number[] = [];
    for (const [step] of steps) seen.push(await begun(step));
    expect(seen).toEqual(steps.map(([, more]) => more));
  });

  test("a pin that takes back what a former buyer's expiry freed is told of, too", async () => {
    await room.stock({ "GEN-D": 1 });
    const id = holdId();
    await hold(id, { "GEN-D": 1 });
    await room.pass(TTL + 61, id);
    expect(await begun(() => uncountExpired(room.holds, depsWith(store.vars).generations))).toBe(1);
    expect(await begun(() => ask(stock.pin, { holdId: id, attempt: 1 }))).toBe(1);
  });

  test("a word that was lost is made up for by the clock, once", async () => {
    await room.stock({ "GEN-E": 1 });
    const { generations, writes } = depsWith(store.vars);
    const visit = () => tellAgain(generations, writes);
    // All that was written so far is before what a visit looks up to.
    const age = () =>
      room.database.query(
        `update catalog.product set flipped_at = flipped_at - interval '1 minute' where flipped_at is not null;
         update catalog.audit_event set at = at - interval '1 minute'`,
      );
    await age();
    await visit();
    const away = { ...store.vars, UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9" };
    const id = holdId();
    expect(await begun(() => room.hold(id, { "GEN-E": 1 }))).toBe(0);
    const told = `${await store.redis.get("gen:catalog:told")}`;
    await room.database.query(
      `update catalog.product set flipped_at = $1::timestamptz + interval '1 millisecond'
        where flipped_at > $1::timestamptz`,
      [told],
    );
    const isPast =
      "select now() - interval '10 seconds' > $1::timestamptz + interval '1 millisecond' as is_past";
    await expect
      .poll(
        async () => (await room.database.query<{ is_past: boolean }>(isPast, [told]))[0]?.is_past,
      )
      .toBe(true);
    expect([await begun(visit), await begun(visit)]).toEqual([1, 0]);
    // With Redis unavailable the verb is done all the same.
    expect(await ask(stock.release, { holdId: id }, away)).toEqual({ state: "released" });
  });
});

describe("orders 18: the clock", () => {
  test("takes out lines that expired more than a minute ago, 500 at a time, and leaves all others", async () => {
    const { generations } = depsWith(store.vars);
    await uncountExpired(room.holds, generations);
    await room.stock({ "CLOCK-A": 2_000 });
    await room.database.query(
      `insert into catalog.stock_hold (id, state, expires_at, reference)
       select 'hld_clock_' || n, 'held', now() - interval '2 minutes', 'ord_test' from generate_series(1, 1100) as n;
       insert into catalog.stock_hold_line (hold_id, sku, quantity, counted)
       select 'hld_clock_' || n, 'CLOCK-A', 1, true from generate_series(1, 1100) as n;
       update catalog.stock_level set reserved = 1100 where sku = 'CLOCK-A'`,
    );
    const [fresh, young, pinned] = [holdId(), holdId(), holdId()];
    for (const id of [fresh, young, pinned]) await room.hold(id, { "CLOCK-A": 10 });
    // The holds above took out what had expired: all of it is counted again.
    await room.database.query(
      `update catalog.stock_hold_line set counted = true where hold_id like 'hld_clock_%';
       update catalog.stock_level set reserved = 1130 where sku = 'CLOCK-A'`,
    );
    await room.pass(TTL + 30, young);
    await room.holds.pin({ holdId: pinned, attempt: 1 });
    expect((await room.holds.uncountExpired(500)).answer).toBe(500);
    expect(await room.level("CLOCK-A")).toEqual([2_000, 630]);
    expect(await uncountExpired(room.holds, generations)).toBe(600);
    expect(await room.level("CLOCK-A")).toEqual([2_000, 30]);
    await room.checkLaws();
  });

  test("and buyers at the same moment keep every law", async () => {
    await room.stock({ "CLOCK-B": 40, "CLOCK-C": 40 });
    for (let n = 0; n < 20; n += 1) {
      await room.hold(holdId(), { "CLOCK-B": 2, "CLOCK-C": 1 });
    }
    await room.pass(TTL + 120);
    await Promise.all([
      ...Array.from({ length: 30 }, (_, n) =>
        room.hold(holdId(), { [n % 2 ? "CLOCK-B" : "CLOCK-C"]: 1 }),
      ),
      ...Array.from({ length: 6 }, () => room.holds.uncountExpired(7)),
    ]);
    await room.checkLaws();
  });
});

describe("orders 20: administrators' movements next to holds", () => {
  test("none takes on_hand below what is reserved, also while buyers hold", async () => {
    await room.stock({ "ADMIN-A": 30 });
    const [held, moved] = await Promise.all([
      Promise.all(Array.from({ length: 30 }, () => room.hold(holdId(), { "ADMIN-A": 1 }))),
      Promise.all(Array.from({ length: 30 }, () => room.move("ADMIN-A", -1))),
    ]);
    const holds = held.filter(({ answer }) => answer.state === "held").length;
    const gone = moved.filter(Boolean).length;
    expect(await room.level("ADMIN-A")).toEqual([30 - gone, holds]);
    expect(holds + gone).toBe(30);
    expect(await room.move("ADMIN-A", -1)).toBe(false);
    await room.checkLaws();
  });
});

describe("orders 16: the laws are checked once an hour", () => {
  test("a report names what is broken", async () => {
    await room.stock({ "LAW-A": 5, "LAW-B": 5, "LAW-C": 5 });
    const [id, pinned] = [holdId(), holdId()];
    await room.hold(id, { "LAW-A": 1 });
    await room.hold(pinned, { "LAW-C": 1 });
    await room.holds.pin({ holdId: pinned, attempt: 1 });
    expect(await checkStockLaws(room.holds)).toEqual({ broken: 0, first: "" });
    const plant = (text: string) => room.database.query(text);
    const planted = [
      [
        "update catalog.stock_level set reserved = 2 where sku = 'LAW-A'",
        "reserved_is_what_counts LAW-A",
      ],
      [
        "update catalog.stock_level set reserved = 1 where sku = 'LAW-B'",
        "reserved_is_what_counts LAW-B",
      ],
      [
        "update catalog.stock_level set on_hand = 9 where sku = 'LAW-B'",
        "on_hand_is_what_moved LAW-B",
      ],
      [
        "update catalog.stock_hold set state = 'released', expires_at = null where reference = 'ord_test' and id = '?'",
        "only_live_holds_count ?",
      ],
      [
        `update catalog.stock_hold_line set counted = false where hold_id = '${pinned}';
         update catalog.stock_level set reserved = 0 where sku = 'LAW-C'`,
        `pinned_holds_count ${pinned}`,
      ],
    ].map(([text = "", name = ""]) => [text.replace("?", id), name.replace("?", id)] as const);
    for (const [text, name] of planted) {
      await plant(text);
      expect((await checkStockLaws(room.holds)).first).toContain(name);
    }
    expect((await checkStockLaws(room.holds)).broken).toBe(planted.length);
  });

  test("movements are added up page by page, until every SKU was looked at", async () => {
    const [levels] = await room.database.query<{ n: number }>(
      "select count(*)::int as n from catalog.stock_level",
    );
    const broken: string[] = [];
    let pages = 0;
    for (let after: string | null = ""; after !== null; pages += 1) {
      const page: Awaited<ReturnType<typeof room.holds.brokenOnHand>> =
        await room.holds.brokenOnHand(after, 3);
      broken.push(...page.broken);
      after = page.last;
    }
    expect([pages, broken]).toEqual([Math.ceil((levels?.n ?? 0) / 3) + 1, ["LAW-B"]]);
  });

  test("on the first of the hour's visits", () => {
    const visits = Array.from({ length: 24 }, (_, n) => Date.UTC(2026, 10, 30, 9, 5 * n, 1));
    expect(visits.filter(isFirstVisitOfHour).map((at) => new Date(at).toISOString())).toEqual([
      "2026-11-30T09:00:01.000Z",
      "2026-11-30T10:00:01.000Z",
    ]);
  });
});
