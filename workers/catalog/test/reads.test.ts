/** Single reads, screens and stock against a real PostgreSQL. */
import { Category, Product, ProductFeed } from "@edgemart/contracts/catalog";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { app } from "../src/app.ts";
import { home, product } from "../src/rpc/catalog.ts";
import { bruteForce } from "./brute-force.ts";
import { categories, products } from "./fixture.ts";
import { openShop, type Shop, slugs } from "./shop.ts";

let shop: Shop;
const get: Shop["get"] = (path, init) => shop.get(path, init);
const list: Shop["list"] = (query) => shop.list(query);
beforeAll(async () => {
  shop = await openShop();
}, 30_000);
afterAll(() => shop?.database.stop());

describe("storefront 1, 4: catalog: reads", () => {
  const some = products[8];

  test("a product is answered whole, as the contract says", async () => {
    const { status, body } = await get(`/api/products/${some?.slug}?lang=en`);
    expect(status).toBe(200);
    const read = Product.parse(body);
    expect(read).toMatchObject({
      title: some?.title.en,
      tags: ["everyday"],
      version: 1,
      createdAt: some?.createdAt,
    });
    expect(read.variants.map((each) => each.sku)).toEqual(some?.variants.map((each) => each.sku));
    expect(read.pictures).toHaveLength(2);
    expect(read.hoverPicture).toEqual(read.pictures[1]);
    expect(read.options[0]?.values.map((value) => value.label)).toEqual(["White", "Navy", "Sand"]);
    expect(read.attributes.map((each) => each.name)).toEqual(["Colour", "Material"]);
  });

  test("a missing text falls back to the other language", async () => {
    const { body } = await get(`/api/products/${products[10]?.slug}?lang=en`);
    expect(body.title).toBe(products[10]?.title.ko);
  });

  test.each(["draft", "archived"])("a %s product is 404 and in no list", async (status) => {
    const slug = products[20]?.slug ?? "";
    await shop.database.query("update catalog.product set status = $1 where slug = $2", [
      status,
      slug,
    ]);
    const seen = [
      (await get(`/api/products/${slug}`)).status,
      (await list("")).total,
      (await list(`q=${slug.replaceAll("-", "%20")}`)).items.some((card) => card.slug === slug),
    ];
    await shop.database.query("update catalog.product set status = 'active' where slug = $1", [
      slug,
    ]);
    expect(seen).toEqual([404, 149, false]);
  });

  test.each(["nothing-here", "Not%20A%20Slug", "'%20OR%201=1--", "%00"])(
    "the slug %s is 404",
    async (slug) => {
      expect((await get(`/api/products/${slug}`)).body.code).toBe("not_found");
    },
  );

  test("the feed holds every product in the shop once, in keyset pages", async () => {
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await get(`/api/product-feed?limit=40${cursor && `&cursor=${cursor}`}`);
      const page = ProductFeed.parse(body);
      seen.push(...page.items.map(({ slug }) => slug));
      expect(page.items[0]?.pictureIds).toHaveLength(2);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect([...seen].sort()).toEqual(products.map(({ slug }) => slug).sort());
    expect((await get("/api/product-feed?cursor=abc")).body.errors[0].path).toBe("cursor");
  });

  test("categories count their children in and show their most popular picture", async () => {
    const { body } = await get("/api/categories?lang=en");
    const read = body.items.map((item: unknown) => Category.parse(item)) as Category[];
    expect(read.map((each) => each.slug)).toEqual(categories.map((each) => each.slug));
    const count = (slug: string) => bruteForce({ category: slug }).length;
    expect(read.map((each) => each.productCount)).toEqual(read.map((each) => count(each.slug)));
    expect(read[1]).toMatchObject({ parentSlug: "kitchen", name: "Mugs" });
    const [popular] = bruteForce({ category: "kitchen" }).sort(
      (a, b) => b.popularity - a.popularity,
    );
    expect(read[0]?.picture?.alt).toContain(popular?.slug);
  });

  test.each(["/api/products", "/api/categories", "/api/search/suggest?q=mug"])(
    "%s is revalidated by a strong ETag",
    async (path) => {
      const first = await get(path);
      const etag = first.headers.get("etag") ?? "";
      expect(etag).toMatch(/^"[0-9a-f]{24}"$/);
      expect(first.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
      for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
        const again = await get(path, { headers: { "if-none-match": tag } });
        expect([again.status, again.body, again.headers.get("etag")]).toEqual([304, null, etag]);
      }
      expect((await get(path, { headers: { "if-none-match": '"x"' } })).status).toBe(200);
    },
  );

  test.each(["/api/products", "/api/products/x", "/api/categories", "/api/search/suggest"])(
    "POST %s is 405 with Allow",
    async (path) => {
      const { status, headers } = await get(path, { method: "POST" });
      expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    },
  );

  test("health answers; a missing configuration is a plain 503", async () => {
    expect((await get("/health")).body).toEqual({ status: "ok", service: "catalog" });
    expect((await app.request("/api/products", {}, {})).status).toBe(503);
  });
});

describe("storefront 4, 7: catalog: RPC for screens", () => {
  test("home and product make one round trip each", async () => {
    const trips = vi.spyOn(globalThis, "fetch");
    const answers = [
      await home({ locale: "ko" }, shop.deps),
      await product({ slug: products[3]?.slug ?? "", locale: "en" }, shop.deps),
    ];
    expect(answers.map((each) => each.ok)).toEqual([true, true]);
    expect(trips).toHaveBeenCalledTimes(2);
    trips.mockRestore();
  });

  test("a listing with search and facets is one round trip", async () => {
    const trips = vi.spyOn(globalThis, "fetch");
    await list("q=mug&brand=hanok&sort=price&page=1");
    expect(trips).toHaveBeenCalledTimes(1);
    trips.mockRestore();
  });

  test("home holds the featured in order, the newest and the most popular", async () => {
    const answer = await home({ locale: "ko" }, shop.deps);
    if (!answer.ok) throw new Error(answer.error.code);
    const { featured, newest, popular, categories: tree } = answer.value;
    const chosen = products.filter((each) => each.collections.includes("featured"));
    expect(slugs(featured)).toEqual(chosen.slice(0, 12).map((each) => each.slug));
    const dates = newest.map((card) => card.createdAt);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(popular).toEqual((await list("sort=popularity")).items.slice(0, 12));
    expect(tree).toHaveLength(4);
  });

  test("related products are of the same category and never the product itself", async () => {
    const slug = products[3]?.slug ?? "";
    const answer = await product({ slug, locale: "ko" }, shop.deps);
    if (!answer.ok) throw new Error(answer.error.code);
    expect(answer.value.related).toHaveLength(8);
    expect(new Set(answer.value.related.map((card) => card.category.slug))).toEqual(
      new Set([products[3]?.categorySlug]),
    );
    expect(slugs(answer.value.related)).not.toContain(slug);
  });

  test.each([
    [{ slug: "nothing-here", locale: "ko" }, "not_found"],
    [{ slug: "' OR 1=1--", locale: "ko" }, "not_found"],
    [{ slug: "x", locale: "fr" }, "validation_failed"],
    [null, "validation_failed"],
  ])("product(%j) is %s", async (input, code) => {
    expect(await product(input, shop.deps)).toMatchObject({ ok: false, error: { code } });
  });
});

describe("commerce: stock", () => {
  const some = products.find(
    (each) => each.variants.length === 3 && each.variants.every((v) => v.stock > 6),
  );
  const skus = some?.variants.map((variant) => variant.sku) ?? [];
  const shown = async () => (await get(`/api/products/${some?.slug}`)).body;

  test("two variants that sell out at the same moment leave a product that is sold out", async () => {
    for (let round = 0; round < 10; round += 1) {
      await shop.database.query("update catalog.stock_level set reserved = 0 where sku = any($1)", [
        skus,
      ]);
      expect((await shown()).inStock).toBe(true);
      await Promise.all(
        skus.map((sku) =>
          shop.database.query("update catalog.stock_level set reserved = on_hand where sku = $1", [
            sku,
          ]),
        ),
      );
      expect((await shown()).inStock).toBe(false);
    }
    await shop.database.query("update catalog.stock_level set reserved = 0 where sku = any($1)", [
      skus,
    ]);
  });

  test("what is promised cannot be bought: few left, then sold out", async () => {
    const [sku] = skus;
    const state = async (left: number) => {
      await shop.database.query(
        "update catalog.stock_level set reserved = on_hand - $2 where sku = $1",
        [sku, left],
      );
      const [variant] = (await shown()).variants;
      return [variant.stock, variant.availableMax];
    };
    expect(await state(6)).toEqual(["in_stock", 6]);
    expect(await state(5)).toEqual(["low_stock", 5]);
    expect(await state(0)).toEqual(["sold_out", 0]);
    await shop.database.query("update catalog.stock_level set reserved = 0 where sku = $1", [sku]);
  });

  test.each(["reserved = on_hand + 1", "reserved = -1", "on_hand = -1"])(
    "the database refuses %s",
    async (change) => {
      const write = shop.database.query(`update catalog.stock_level set ${change}`);
      await expect(write).rejects.toMatchObject({ constraint: "stock_level_never_oversold" });
    },
  );

  test("a new price of a variant is the product's price at once", async () => {
    const [sku] = skus;
    await shop.database.query(
      "update catalog.variant set price_minor = 1, compare_at_minor = 9 where sku = $1",
      [sku],
    );
    const read = await shown();
    expect([read.price.amountMinor, read.compareAtPrice.amountMinor, read.priceVaries]).toEqual([
      1,
      9,
      true,
    ]);
    expect((await list("sort=price")).items[0]?.slug).toBe(some?.slug);
  });
});
