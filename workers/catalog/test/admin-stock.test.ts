/** Stock, categories and the generation of caches, against a real PostgreSQL and a real Redis. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BackOffice, draft, openBackOffice } from "./back-office.ts";

let office: BackOffice;
beforeAll(async () => {
  office = await openBackOffice();
}, 30_000);
afterAll(() => office?.close());

const ask: BackOffice["ask"] = (...question) => office.ask(...question);
const match = (version: number) => ({ "if-match": `"${version}"` });
const move = (sku: string, delta: number, headers?: Record<string, string>) =>
  ask(
    "POST",
    `/stock/${sku}/movements`,
    { delta, reason: delta > 0 ? "received" : "damaged" },
    headers,
  );

async function stocked(sku: string, onHand: number) {
  return office.addVariant(await office.newProduct({ status: "active" }), { sku }, onHand);
}

describe("storefront 6: catalog administration: stock", () => {
  test("of 40 parallel withdrawals from 25 exactly 25 are done; the level is what the movements say", async () => {
    const made = await stocked("RACE-1", 25);
    const answers = await Promise.all(Array.from({ length: 40 }, () => move("RACE-1", -1)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(25);
    expect(statuses.filter((status) => status === 409)).toHaveLength(15);
    const { body } = await ask("GET", "/stock/RACE-1?limit=100");
    const sum = body.items.reduce(
      (total: number, each: { delta: number }) => total + each.delta,
      0,
    );
    expect([body.stock.onHand, sum, body.items.length]).toEqual([0, 0, 26]);
    // The listing's own column turned with the last of them.
    expect((await office.get(`/api/products/${made.slug}`)).body.inStock).toBe(false);
  });

  test("arrivals and withdrawals at once never pass zero, and none is lost", async () => {
    await stocked("RACE-2", 3);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => move("RACE-2", i % 3 === 0 ? 2 : -2)),
    );
    const done = answers.filter(({ status }) => status === 201).map(({ body }) => body);
    const { body } = await ask("GET", "/stock/RACE-2?limit=100");
    const sum = done.reduce((total, { movement }) => total + movement.delta, 3);
    expect(body.stock.onHand).toBe(sum);
    expect(Math.min(...done.map(({ stock }) => stock.onHand))).toBeGreaterThanOrEqual(0);
  });

  test("row 6, orders 20: a movement begins a generation when shoppers are shown another figure, and else none", async () => {
    await stocked("SEEN-1", 120);
    await office.database.query(
      "update catalog.stock_level set reserved = 10 where sku = 'SEEN-1'",
    );
    const steps = [
      [-1, "no"], // 110 → 109
      [-11, "shown"], // → 98
      [-1, "no"],
      [-1, "no"],
      [3, "shown"], // 96 → 99
      [500, "no"],
      [-584, "shown"], // 599 → 15
      [-1, "no"],
      [-5, "shown"], // 14 → 9
      [-1, "no"],
      [-2, "no"], // 8 → 6
      [-1, "shown"], // each of the last ones
      [-4, "shown"],
      [-1, "shown"], // sold out
      [2, "shown"],
    ] as const;
    const seen = [];
    for (const [delta] of steps) {
      const before = await office.generation();
      expect((await move("SEEN-1", delta)).status).toBe(201);
      seen.push((await office.generation()) > before ? "shown" : "no");
    }
    expect(seen).toEqual(steps.map(([, is]) => is));
  });

  test("stock that is promised stays", async () => {
    await stocked("HELD-1", 5);
    await office.database.query("update catalog.stock_level set reserved = 4 where sku = 'HELD-1'");
    const refused = await move("HELD-1", -2);
    expect([refused.body.code, refused.body.detail]).toEqual([
      "stock_insufficient",
      "1 of HELD-1 can go.",
    ]);
    expect((await move("HELD-1", -1)).body.stock).toEqual({
      sku: "HELD-1",
      onHand: 4,
      reserved: 4,
    });
  });

  test("20 parallel movements of one key move once, and all answer the same movement", async () => {
    await stocked("ONCE-1", 10);
    const key = { "idempotency-key": "moved-once" };
    const answers = await Promise.all(Array.from({ length: 20 }, () => move("ONCE-1", -3, key)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(answers.map(({ body }) => body.movement.id)).size).toBe(1);
    expect((await ask("GET", "/stock/ONCE-1")).body.stock.onHand).toBe(7);
    expect((await move("ONCE-1", -4, key)).body.code).toBe("idempotency_key_reused");
  });

  test.each([
    [{ delta: 0, reason: "received" }, "delta"],
    [{ delta: 1.5, reason: "received" }, "delta"],
    [{ delta: 1, reason: "sold" }, "reason"],
    [{ delta: 1 }, "reason"],
  ])("%j is 422 naming the field", async (body, path) => {
    await office.database.query("select 1");
    const answer = await ask("POST", "/stock/SKU-1-white/movements", body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
  });

  test("the history is paged, newest first", async () => {
    await stocked("PAGES-1", 1);
    for (let i = 0; i < 4; i += 1) await move("PAGES-1", 1);
    const first = (await ask("GET", "/stock/PAGES-1?limit=3")).body;
    const rest = (await ask("GET", `/stock/PAGES-1?limit=3&cursor=${first.nextCursor}`)).body;
    const reasons = [...first.items, ...rest.items].map((each: { reason: string }) => each.reason);
    expect([reasons, rest.nextCursor]).toEqual([[...Array(4).fill("received"), "initial"], null]);
  });
});

describe("storefront 6: catalog administration: categories and brands", () => {
  const create = (slug: string, parent: string | null = null) =>
    ask("POST", "/categories", { slug, name: { ko: slug, en: slug }, parent });

  test("a category is made, renamed, found under its new name, and removed when nothing is in it", async () => {
    const made = (await create("vases")).body;
    const filled = await office.newProduct({ status: "active", category: "vases" });
    await office.addVariant(filled, {}, 1);
    const path = `/categories/${made.id}`;
    const name = { ko: "꽃병", en: "Amphoras" };
    const renamed = await ask("PATCH", path, { name }, match(1));
    expect(renamed.body).toMatchObject({ name, version: 2, productCount: 1 });
    expect((await office.list("q=amphoras")).items.map(({ id }) => id)).toEqual([filled.id]);
    expect((await ask("DELETE", path, undefined, match(2))).body.code).toBe("still_used");
    await ask("PATCH", `/products/${filled.id}`, { category: "mugs" }, { "if-match": "*" });
    expect((await ask("DELETE", path, undefined, match(2))).status).toBe(204);
    expect((await ask("PATCH", path, { name }, match(2))).status).toBe(404);
  });

  test("two categories moved under each other at once do not make a ring", async () => {
    const [a, b] = [(await create("ring-a")).body, (await create("ring-b")).body];
    const answers = await Promise.all([
      ask("PATCH", `/categories/${a.id}`, { parent: "ring-b" }, match(1)),
      ask("PATCH", `/categories/${b.id}`, { parent: "ring-a" }, match(1)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused?.body.errors).toMatchObject([{ path: "parent", code: "cycle" }]);
  });

  test("a parent that is not there is 422, a slug that is taken 409", async () => {
    expect((await create("lost", "nowhere")).body.errors).toMatchObject([{ path: "parent" }]);
    expect((await create("mugs")).body.code).toBe("slug_taken");
    const brand = { slug: "hanok", name: { ko: "한옥", en: "" } };
    expect((await ask("POST", "/brands", brand)).body.code).toBe("slug_taken");
    expect((await ask("POST", "/brands", { ...brand, slug: "new-brand" })).status).toBe(201);
  });
});

describe("storefront 6, 11: catalog: caches", () => {
  test("every write begins a generation, a repeat too; a read and a refusal do not", async () => {
    const input = draft();
    const key = { "idempotency-key": "generation" };
    const steps: [step: () => Promise<unknown>, more: number][] = [
      [() => ask("POST", "/products", input, key), 1],
      [() => ask("POST", "/products", input, key), 1],
      [() => ask("POST", "/products", input), 0],
      [() => ask("GET", "/products"), 0],
      [() => move("SKU-1-white", 100), 1],
    ];
    for (const [step, more] of steps) {
      const before = await office.generation();
      await step();
      expect((await office.generation()) - before).toBe(more);
    }
  });

  test("a write whose outcome is unknown is told at once, and again when it can come no longer", async () => {
    const env = { ...office.env, DATABASE_URL: office.env.DATABASE_URL.replace(/:\d+\//, ":9/") };
    const before = await office.generation();
    expect((await ask("POST", "/products", draft(), {}, env)).status).toBe(503);
    expect((await office.generation()) - before).toBe(1);
    const told = async () => (await office.generation()) - before;
    await expect.poll(told, { timeout: 30_000, interval: 250 }).toBe(2);
  });

  test("a write is done and answered when Redis is away", async () => {
    const env = { ...office.env, UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9" };
    expect((await ask("POST", "/products", draft(), {}, env)).status).toBe(201);
  });
});
