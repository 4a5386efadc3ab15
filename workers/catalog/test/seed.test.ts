/** The demo shop itself in the catalog: loaded, counted and found. */
import { ProductListing } from "@edgemart/contracts/catalog";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { brands, categories, products, synonyms } from "../../../tools/seed/catalog.ts";
import { members } from "../../../tools/seed/members.ts";
import { loadCatalog } from "../../../tools/seed-load/catalog.ts";
import { loadMembers } from "../../../tools/seed-load/members.ts";
import { app } from "../src/app.ts";
import { picturesOf } from "./fixture.ts";
import { NO_REDIS } from "./shop.ts";

const brandKeys = new Map(brands.map(({ key, name }) => [name, key]));
let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await loadCatalog(database.adminUrl, { categories, brands, synonyms, products }, picturesOf);
}, 30_000);
afterAll(() => database?.stop());

async function list(query: string): Promise<ProductListing> {
  const env = { ...NO_REDIS, DATABASE_URL: database.urlOf("catalog") };
  return ProductListing.parse(await (await app.request(`/api/products?${query}`, {}, env)).json());
}

describe("storefront 8: seed: the demo shop", () => {
  test("every product can be listed", async () => {
    expect((await list("")).total).toBe(products.length);
  });

  test("its facets count what plain loops count, with and without a choice", async () => {
    for (const chosen of ["", ...categories.map((each) => each.slug)]) {
      const page = await list(chosen && `category=${chosen}`);
      for (const { key, values } of page.facets) {
        for (const value of values) {
          const counted = products.filter((each) => {
            const inside = !chosen || key === "category" || each.categorySlug === chosen;
            if (key === "category") return each.categorySlug === value.key;
            if (key === "brand") return inside && brandKeys.get(each.brand) === value.key;
            if (key === "stock")
              return inside && each.variants.some((variant) => variant.stock > 0);
            const has = each.attributes.some(
              (a) => `attr.${a.attribute}` === key && a.value === value.key,
            );
            return inside && has;
          });
          expect([chosen, key, value.key, value.count]).toEqual([
            chosen,
            key,
            value.key,
            counted.length,
          ]);
        }
      }
    }
  });

  test("every product is on the first page for its title in either language, spaces or not", async () => {
    for (const { slug, title } of products) {
      for (const q of [title.ko, title.ko.replaceAll(" ", ""), title.en]) {
        const { items } = await list(`q=${encodeURIComponent(q.slice(0, 100))}`);
        expect([q, items.map((card) => card.slug)]).toEqual([q, expect.arrayContaining([slug])]);
      }
    }
  });

  test("every product on sale has a picture, and a variant whose price is none by mistake", async () => {
    const rows = await database.query<{ slug: string }>(
      `select slug from catalog.product p where status = 'active' and (
         not exists (select from catalog.product_media m where m.product_id = p.id)
         or not exists (select from catalog.variant v where v.product_id = p.id)
         or exists (select from catalog.variant v where v.product_id = p.id
                     and v.price_minor not between 100 and 9999999))`,
    );
    expect(rows).toEqual([]);
  });

  test("its members are all taken", async () => {
    expect(await loadMembers(database.adminUrl, members)).toEqual({ members: 400 });
  });
});
