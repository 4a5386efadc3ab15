/** Loading the demo data into a real PostgreSQL. */
import { idOf } from "@edgemart/contracts/ids";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../tests/stores/test-database.ts";
import {
  brands,
  categories,
  fixtureProduct,
  picturesOf,
  products,
} from "../../workers/catalog/test/fixture.ts";
import * as demo from "../seed/catalog.ts";
import { loadCatalog } from "./catalog.ts";
import { loadMembers, type SeedMemberRow } from "./members.ts";
import type { RenderedPicture } from "./product-rows.ts";
import { loadScaled } from "./scale.ts";
import { seedId } from "./seed-id.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
}, 30_000);
afterAll(() => database?.stop());

const catalog = { categories, brands, products };
const load = () => loadCatalog(database.adminUrl, catalog, picturesOf);

/** Everything in a schema as one hash. */
async function contentOf(schema: string): Promise<unknown> {
  const tables = await database.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = $1 order by 1",
    [schema],
  );
  const hashes = tables.map(async ({ name }) => {
    const [row] = await database.query<{ n: number; hash: string }>(
      `select count(*)::int n, md5(string_agg(t::text, '|' order by t::text)) hash from ${schema}.${name} t`,
    );
    return [name, row?.n, row?.hash];
  });
  return Promise.all(hashes);
}

describe("seed: catalog", () => {
  test("150 products are loaded by six statements, and a second load changes nothing", async () => {
    const statements = vi.spyOn(pg.Client.prototype, "query");
    expect(await load()).toEqual({ products: 150 });
    // The limits of every tool's connection apart.
    const own = statements.mock.calls.filter(([text]) => !String(text).startsWith("SET "));
    expect(own).toHaveLength(6);
    statements.mockRestore();
    const before = await contentOf("catalog");
    expect(await load()).toEqual({ products: 0 });
    expect(await contentOf("catalog")).toEqual(before);
  });

  test("what the loader writes of prices and stock is what the triggers would write", async () => {
    const versions = () => database.query("select id, xmin::text from catalog.product order by id");
    const before = await versions();
    await database.query("select catalog.refresh_listing(array(select id from catalog.product))");
    expect(await versions()).toEqual(before);
    const [stale] = await database.query<{ n: number }>(`
      select count(*)::int n from catalog.product p
       where p.price_minor is distinct from (select min(price_minor) from catalog.variant where product_id = p.id)
          or p.in_stock is distinct from exists (select from catalog.variant v join catalog.stock_level s using (sku)
                                                  where v.product_id = p.id and s.on_hand > s.reserved)`);
    expect(stale?.n).toBe(0);
  });

  test("what a shopkeeper changed stays changed", async () => {
    await database.query("update catalog.product set title_ko = '바뀜' where slug = $1", [
      products[0]?.slug,
    ]);
    await database.query("delete from catalog.variant where sku = $1", [
      products[1]?.variants[0]?.sku,
    ]);
    const before = await contentOf("catalog");
    await load();
    expect(await contentOf("catalog")).toEqual(before);
  });

  test("every initial stock has its movement", async () => {
    const [row] = await database.query<{ moved: number; stocked: number }>(
      `select (select sum(delta) from catalog.stock_movement)::int moved,
              (select sum(variant.stock) from unnest($1::int[]) as variant(stock))::int stocked`,
      [products.flatMap((each) => each.variants.map((variant) => variant.stock))],
    );
    expect(row?.moved).toBe(row?.stocked);
  });

  test("a stream is loaded in batches and never held whole", async () => {
    let given = 0;
    async function* stream() {
      for (let i = 1_000; i < 2_200; i += 1) {
        given += 1;
        yield fixtureProduct(i);
      }
    }
    const loaded = await loadCatalog(
      database.adminUrl,
      { ...catalog, products: stream() },
      () => [],
    );
    expect([loaded.products, given]).toEqual([1_200, 1_200]);
  });

  test("a large shop stands beside the demo one, with its pictures; what is there stays", async () => {
    const picture = { ...picturesOf("demo")[0], position: 0 };
    await loadCatalog(database.adminUrl, demo, () => [picture as RenderedPicture]);
    expect(await loadScaled(database.adminUrl, 300)).toBe(300);
    expect(await loadScaled(database.adminUrl, 310)).toBe(10);
    const [row] = await database.query<{ n: number; shown: number; bare: number }>(
      `select count(*)::int n, count(l.id)::int shown,
              count(*) filter (where not exists (
                select from catalog.product_media m where m.product_id = p.id))::int bare
         from catalog.product p left join catalog.listing l on l.product_id = p.id
        where p.slug ~ '-[0-9]+$' and exists (
          select from catalog.variant v where v.product_id = p.id and v.sku ~ '^S[0-9]+-')`,
    );
    expect(row).toEqual({ n: 310, shown: 310, bare: 0 });
  });

  test("a product of an unknown brand stops the load before anything of its batch is written", async () => {
    const stray = { ...fixtureProduct(9_000), brand: "Nobody" };
    const before = await contentOf("catalog");
    const loading = loadCatalog(database.adminUrl, { ...catalog, products: [stray] }, () => []);
    await expect(loading).rejects.toThrow(/unknown brand/);
    expect(await contentOf("catalog")).toEqual(before);
  });
});

describe("seed: members", () => {
  const members: SeedMemberRow[] = Array.from({ length: 400 }, (_, i) => ({
    email: `Member${i}@Example.com`,
    name: `회원 ${i}`,
    locale: i % 3 === 0 ? "en" : "ko",
    createdAt: new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString(),
  }));

  test("400 members without credentials, and a second load changes nothing", async () => {
    expect(await loadMembers(database.adminUrl, members)).toEqual({ members: 400 });
    const before = await contentOf("member");
    expect(await loadMembers(database.adminUrl, members)).toEqual({ members: 0 });
    expect(await contentOf("member")).toEqual(before);
    const [row] = await database.query<{ n: number }>(
      "select count(*)::int n from member.member_credential",
    );
    expect(row?.n).toBe(0);
  });
});

describe("seed: ids", () => {
  test("an id is well-formed, the same each time, and sorts by its time", () => {
    const early = seedId("product", "2026-01-01T00:00:00.000Z", "b");
    const late = seedId("product", "2026-01-01T00:00:00.001Z", "a");
    expect(idOf("product").parse(early)).toBe(seedId("product", "2026-01-01T00:00:00.000Z", "b"));
    expect(early < late).toBe(true);
    expect(seedId("product", "2026-01-01T00:00:00.000Z", "c")).not.toBe(early);
  });
});
