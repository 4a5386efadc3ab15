/** The built catalog Worker in a real workerd: HTTP, `CatalogRpc` and `CatalogStockRpc`. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CatalogHome, Product, ProductCard } from "@edgemart/contracts/catalog";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import {
  startWorkerd,
  testCall,
  type WorkerUnderTest,
} from "../../../tests/stores/test-workerd.ts";
import { loadCatalog } from "../../../tools/seed-load/catalog.ts";
import { brands, categories, picturesOf, products } from "./fixture.ts";
import { NO_REDIS } from "./shop.ts";

let database: TestDatabase;
let worker: WorkerUnderTest;
/** Statements that went to PostgreSQL, in order. */
const statements: string[] = [];
const tap = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const asked = JSON.parse(body) as { query: string } | { queries: { query: string }[] };
  statements.push(...("queries" in asked ? asked.queries : [asked]).map(({ query }) => query));
  const headers = { "neon-connection-string": String(request.headers["neon-connection-string"]) };
  for (const name of ["neon-raw-text-output", "neon-array-mode"]) {
    Object.assign(headers, { [name]: request.headers[name] });
  }
  const { port } = new URL(database.urlOf("catalog"));
  const answer = await fetch(`http://127.0.0.1:${port}/sql`, { method: "POST", headers, body });
  response.writeHead(answer.status, { "content-type": "application/json" });
  response.end(await answer.text());
});

beforeAll(async () => {
  database = await startTestDatabase();
  await loadCatalog(database.adminUrl, { categories, brands, products }, picturesOf);
  worker = await startWorkerd("catalog", ["CatalogRpc", "CatalogStockRpc"], {
    ...NO_REDIS,
    MEMBER_LOOKUP: {}, // nothing administers here
    DATABASE_URL: await tapped(database.urlOf("catalog")),
  });
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  tap.close();
  await database?.stop();
});

async function tapped(address: string): Promise<string> {
  await new Promise<void>((resolve) => tap.listen(0, "127.0.0.1", resolve));
  const url = new URL(address);
  url.port = String((tap.address() as AddressInfo).port);
  return url.href;
}

describe("storefront 4, 7: catalog: behind its bindings", () => {
  test.each([
    ["home", { locale: "ko" }],
    ["product", { slug: products[3]?.slug, locale: "ko" }],
    ["similar", { skus: [products[3]?.variants[0]?.sku], locale: "ko" }],
    ["listing", { query: { q: ["a"] }, locale: "ko" }],
  ])("the %s screen costs one statement", async (method, input) => {
    statements.length = 0;
    expect(await worker.ask("CatalogRpc", method, input, testCall())).toMatchObject({ ok: true });
    expect(statements).toHaveLength(1);
  });

  test("home and product arrive over RPC as the contract says", async () => {
    const home = await worker.ask("CatalogRpc", "home", { locale: "ko" }, testCall());
    expect(home).toMatchObject({ ok: true });
    CatalogHome.parse((home as { value: unknown }).value);
    const input = { slug: products[3]?.slug, locale: "en" };
    const screen = await worker.ask("CatalogRpc", "product", input, testCall());
    Product.parse((screen as { value: { product: unknown } }).value.product);
  });

  test("products like a cart's are in stock, of its categories in turn, and not the cart's own", async () => {
    const similar = async (skus: string[]) => {
      const answer = await worker.ask("CatalogRpc", "similar", { skus, locale: "en" }, testCall());
      return (answer as { value: ProductCard[] }).value.map((each) => ProductCard.parse(each));
    };
    const held = ["mugs", "audio", "audio"].map((slug, i) => {
      const found = products.filter(({ categorySlug }) => categorySlug === slug)[i];
      if (!found?.variants[0]) throw new Error("the fixture has too few products");
      return { slug: found.slug, sku: found.variants[0].sku };
    });
    const items = await similar([...held.map(({ sku }) => sku), "NOBODY-1"]);
    expect(items).toHaveLength(8);
    expect(items.filter(({ inStock }) => !inStock)).toEqual([]);
    const own = new Set(held.map(({ slug }) => slug));
    expect(items.filter(({ slug }) => own.has(slug))).toEqual([]);
    const places = items.map(({ category }) => category.slug);
    for (let turn = 0; turn < 8; turn += 2) {
      expect(places.slice(turn, turn + 2).sort()).toEqual(["audio", "mugs"]);
    }
    expect([await similar([]), await similar(["NOBODY-1"])]).toEqual([[], []]);
  });

  test("expected failures arrive as data", async () => {
    const input = { slug: "nothing-here", locale: "en" };
    const screen = await worker.ask("CatalogRpc", "product", input, testCall());
    expect(screen).toEqual({ ok: false, error: { code: "not_found" } });
  });

  test("its clock forgets old keys even when Redis, which it has to tell something, is away", async () => {
    await database.query(
      "insert into catalog.keyed_effect (principal, key, fingerprint, subject_id, created_at) values ('p', 'old', '', 's', now() - interval '36 days'), ('p', 'new', '', 's', now())",
    );
    expect(await worker.strike()).toBe("ok");
    expect(await database.query("select key from catalog.keyed_effect")).toEqual([{ key: "new" }]);
  });

  test("orders 17: each verb of stock is one statement, and answers over RPC", async () => {
    const sku = products.find(({ variants }) => (variants[0]?.stock ?? 0) > 9)?.variants[0]?.sku;
    const [id, none] = [newId("hold"), newId("hold")];
    const lines = [{ sku, quantity: 2 }];
    const steps: [verb: string, input: object, answer: object][] = [
      ["quote", { items: [{ sku }] }, [{ kind: "priced", sku }]],
      ["hold", { holdId: id, lines, ttlSeconds: 900, reference: "ord_1" }, { state: "held" }],
      ["pin", { holdId: id, attempt: 1 }, { state: "pinned" }],
      ["unpin", { holdId: id, attempt: 1, ttlSeconds: 900 }, { state: "held" }],
      ["pin", { holdId: id, attempt: 1 }, { state: "stale" }],
      ["pin", { holdId: id, attempt: 2 }, { state: "pinned" }],
      ["commit", { holdId: id }, { state: "committed" }],
      ["restock", { restockId: "rst:1", holdId: id, lines }, { state: "restocked", gone: [] }],
      ["release", { holdId: none }, { state: "released" }],
      ["statesOf", { holdIds: [none] }, [{ holdId: none, state: "released", expiresAt: null }]],
      ["timeline", { holdIds: [id] }, { holds: [{ holdId: id, state: "committed", lines }] }],
    ];
    for (const [verb, input, answer] of steps) {
      statements.length = 0;
      const answered = await worker.ask("CatalogStockRpc", verb, input, testCall());
      expect([verb, answered]).toMatchObject([verb, answer]);
      expect([verb, statements.length]).toEqual([verb, 1]);
    }
    await expect(
      worker.ask("CatalogStockRpc", "hold", { holdId: id, lines: [] }, testCall()),
    ).rejects.toThrow();
  });

  test("the listing is answered over HTTP", async () => {
    const response = await worker.fetch(`/api/products?q=${encodeURIComponent("텀블")}`);
    expect([response.status, response.headers.get("etag")]).toEqual([200, expect.any(String)]);
    expect(await response.json()).toMatchObject({ page: 1, sort: "relevance" });
  });
});
