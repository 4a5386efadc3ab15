/** What the clock looks after: writes caches were not notified of, and keys that no one knows any more. Real PostgreSQL, real Redis. */
import { EFFECT_KEPT_DAYS } from "@edgemart/postgres/keyed-effect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readCatalogConfig } from "../src/env.ts";
import { tellAgain } from "../src/verbs/tell-again.ts";
import { type BackOffice, draft, openBackOffice } from "./back-office.ts";

let office: BackOffice;
beforeAll(async () => {
  office = await openBackOffice();
}, 30_000);
afterAll(() => office?.close());

const upkeep = () => depsOf(readCatalogConfig(office.env));
const visit = () => tellAgain(upkeep().generations, upkeep().writes);
/** How many generations the work began. */
async function begun(work: () => Promise<unknown>): Promise<number> {
  const before = await office.generation();
  await work();
  return (await office.generation()) - before;
}
/** Lets the last write's statement have begun just after the moment the last visit looked up to, and all others before. */
async function settle() {
  const told = await office.store.redis.get("gen:catalog:told");
  await office.database.query(
    `update catalog.audit_event set at = $1::timestamptz + interval '1 millisecond'
      where id = (select max(id) from catalog.audit_event)`,
    [`${told}`],
  );
  await office.database.query(
    "update catalog.product set flipped_at = $1::timestamptz where flipped_at > $1::timestamptz",
    [`${told}`],
  );
  // The next visit looks up to 10 s before its own time.
  const seen = `select now() - interval '10 seconds' > $1::timestamptz + interval '1 millisecond' as seen`;
  await expect
    .poll(async () => (await office.database.query<{ seen: boolean }>(seen, [`${told}`]))[0]?.seen)
    .toBe(true);
}
/** Redis is unavailable: what a Worker that died after its commit leaves behind too. */
const untold = () => ({ ...office.env, UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9" });
const write = async (env?: object) => {
  expect((await office.ask("POST", "/products", draft(), {}, env)).status).toBe(201);
};

describe("catalog: no write stays untold", () => {
  test("a write whose word was lost is told by the next visit, and once", async () => {
    await visit();
    expect(await begun(() => write(untold()))).toBe(0);
    await settle();
    expect(await begun(visit)).toBe(1);
    expect(await begun(visit)).toBe(0);
  });

  test("a write that a visit could not see yet is left for the next one, never skipped", async () => {
    await write(untold());
    expect(await begun(visit)).toBe(0);
    await settle();
    expect(await begun(visit)).toBe(1);
  });

  test("row 6: a movement nobody is shown is none of the clock's either; one that is shown is", async () => {
    await office.addVariant(await office.newProduct({ status: "active" }), { sku: "CLOCK-1" }, 300);
    await settle();
    await visit();
    for (const [delta, generations] of [
      [-1, 0],
      [-290, 1],
    ] as const) {
      const asked = { delta, reason: "damaged" };
      const moved = await office.ask("POST", "/stock/CLOCK-1/movements", asked, {}, untold());
      expect(moved.status).toBe(201);
      await settle();
      expect(await begun(visit)).toBe(generations);
    }
  });

  test("a visit that dies between telling and noting is repeated", async () => {
    await write(untold());
    await settle();
    const { generations, writes } = upkeep();
    const noteToldUntil = async () => {
      throw new Error("the Worker dies");
    };
    const dying = () => tellAgain({ ...generations, noteToldUntil }, writes);
    expect(await begun(() => expect(dying()).rejects.toThrow("dies"))).toBe(1);
    expect(await begun(visit)).toBe(1);
  });

  test("a store that forgot how far it was told is told once", async () => {
    await office.store.redis.del("gen:catalog:told");
    expect([await begun(visit), await begun(visit)]).toEqual([1, 0]);
  });

  test("what came since is found by an index", async () => {
    const rows = await office.database.query<{ indexdef: string }>(
      "select indexdef from pg_indexes where schemaname = 'catalog' and tablename in ('audit_event', 'keyed_effect')",
    );
    const all = rows.map(({ indexdef }) => indexdef).join("\n");
    expect(all).toContain("audit_event USING btree (at)");
    expect(all).toContain("keyed_effect USING btree (created_at)");
  });
});

describe("gateway 24, 35: what an administrator's key did is known longer than the key, and not for ever", () => {
  test("effects of more than 35 days go, younger ones stay and still do nothing twice", async () => {
    await office.database.query("delete from catalog.keyed_effect");
    const inputs = { gone: draft(), stays: draft() };
    for (const [key, input] of Object.entries(inputs)) {
      expect(
        (await office.ask("POST", "/products", input, { "idempotency-key": key })).status,
      ).toBe(201);
      const days = key === "gone" ? EFFECT_KEPT_DAYS + 1 : EFFECT_KEPT_DAYS - 1;
      await office.database.query(
        "update catalog.keyed_effect set created_at = now() - make_interval(days => $1) where key = $2",
        [days, key],
      );
    }
    expect(await upkeep().effects.forgetOld(10)).toBe(1);
    const again = (key: keyof typeof inputs) =>
      office.ask("POST", "/products", inputs[key], { "idempotency-key": key });
    expect((await again("stays")).status).toBe(201);
    expect((await again("gone")).body.code).toBe("slug_taken");
  });
});
