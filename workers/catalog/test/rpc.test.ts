/** The built catalog Worker in a real workerd: HTTP and `CatalogRpc`. */
import { CatalogHome, Product } from "@edgemart/contracts/catalog";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCatalogue } from "../../../tools/seed-load/catalogue.ts";
import { startTestDatabase, type TestDatabase } from "../../../tools/seed-load/test-database.ts";
import {
  startWorkerd,
  testCall,
  type WorkerUnderTest,
} from "../../../tools/seed-load/test-workerd.ts";
import { brands, categories, picturesOf, products } from "./fixture.ts";
import { NO_REDIS } from "./shop.ts";

let database: TestDatabase;
let worker: WorkerUnderTest;

beforeAll(async () => {
  database = await startTestDatabase();
  await loadCatalogue(database.adminUrl, { categories, brands, products }, picturesOf);
  worker = await startWorkerd("catalog", ["CatalogRpc"], {
    ...NO_REDIS,
    DATABASE_URL: database.urlOf("catalog"),
  });
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await database?.stop();
});

describe("storefront 7: catalogue: behind its bindings", () => {
  test("home and product arrive over RPC as the contract says", async () => {
    const home = await worker.ask("CatalogRpc", "home", { locale: "ko" }, testCall());
    expect(home).toMatchObject({ ok: true });
    CatalogHome.parse((home as { value: unknown }).value);
    const input = { slug: products[3]?.slug, locale: "en" };
    const screen = await worker.ask("CatalogRpc", "product", input, testCall());
    Product.parse((screen as { value: { product: unknown } }).value.product);
  });

  test("expected failures arrive as data", async () => {
    const input = { slug: "nothing-here", locale: "en" };
    const screen = await worker.ask("CatalogRpc", "product", input, testCall());
    expect(screen).toEqual({ ok: false, error: { code: "not_found" } });
  });

  test("the listing is answered over HTTP", async () => {
    const response = await worker.fetch(`/api/products?q=${encodeURIComponent("텀블")}`);
    expect([response.status, response.headers.get("etag")]).toEqual([200, expect.any(String)]);
    expect(await response.json()).toMatchObject({ page: 1, sort: "relevance" });
  });
});
