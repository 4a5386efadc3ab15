/** Listings against a real PostgreSQL: facets, pages, order, queries. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bruteForce, type Filter, queryOf } from "./brute-force.ts";
import { brands, products } from "./fixture.ts";
import { openShop, type Shop, slugs } from "./shop.ts";

let shop: Shop;
const get: Shop["get"] = (path, init) => shop.get(path, init);
const list: Shop["list"] = (query) => shop.list(query);
beforeAll(async () => {
  shop = await openShop();
}, 30_000);
afterAll(() => shop?.database.stop());

describe("storefront 3: catalog: facets", () => {
  const filters: Filter[] = [
    {},
    { category: "kitchen" },
    { category: "mugs", brand: ["hanok"] },
    { brand: ["hanok", "noon"], stock: true },
    { price: [20_000, 40_000], colour: ["white", "navy"] },
    {
      category: "kitchen",
      brand: ["byul"],
      price: [10_000, 50_000],
      stock: true,
      colour: ["sand"],
    },
    { colour: ["white"], material: ["steel"], stock: true },
    { category: "audio", material: ["oak"], price: [1, 2] },
  ];

  test.each(filters)(
    "counts equal brute force, each facet ignoring its own choice: %j",
    async (filter) => {
      const page = await list(queryOf(filter));
      expect(page.total).toBe(bruteForce(filter).length);
      for (const facet of page.facets) {
        const rest = bruteForce(filter, facet.key);
        for (const { key, count } of facet.values) {
          const wanted = rest.filter((each) => {
            if (facet.key === "category")
              return (
                each.categorySlug === key || (key === "kitchen" && each.categorySlug === "mugs")
              );
            if (facet.key === "brand")
              return brands.find((b) => b.name === each.brand)?.key === key;
            if (facet.key === "stock") return each.variants.some((variant) => variant.stock > 0);
            return each.attributes.some(
              (a) => `attr.${a.attribute}` === facet.key && a.value === key,
            );
          });
          expect([facet.key, key, count]).toEqual([facet.key, key, wanted.length]);
        }
      }
      const prices = bruteForce(filter, "price").map((each) =>
        Math.min(...each.variants.map((variant) => variant.priceMinor)),
      );
      const range = { minMinor: Math.min(...prices), maxMinor: Math.max(...prices) };
      expect(page.priceRange).toEqual(prices.length > 0 ? range : null);
    },
  );

  test("a chosen value that counts nothing stays and is marked", async () => {
    const page = await list("brand=hanok&price=1-2");
    const brand = page.facets.find((facet) => facet.key === "brand");
    expect(brand?.values).toEqual([{ key: "hanok", label: "Hanok", count: 0, selected: true }]);
  });

  test("storefront B10: no value counts nothing but a chosen one, and the most stand first, then by name", async () => {
    const asked = ["", "category=mugs", "brand=hanok", "attr.colour=navy&price=1-2", "stock=in"];
    for (const query of asked.flatMap((each) => [`${each}&lang=ko`, `${each}&lang=en`])) {
      for (const { key, values } of (await list(query)).facets) {
        if (key === "category" || key === "stock") continue;
        const order = new Intl.Collator("en", { sensitivity: "variant" });
        const sorted = values.toSorted(
          (a, b) => b.count - a.count || order.compare(a.label, b.label),
        );
        expect([query, key, values]).toEqual([query, key, sorted]);
        expect([query, key, values.filter((each) => each.count === 0 && !each.selected)]).toEqual([
          query,
          key,
          [],
        ]);
      }
    }
    const chosen = (await list("attr.colour=navy&price=1-2")).facets;
    const colour = chosen.find(({ key }) => key === "attr.colour");
    expect(colour?.values.map(({ key, count }) => [key, count])).toEqual([["navy", 0]]);
  });

  test("storefront B13: a value nobody knows is in no facet", async () => {
    const { facets } = await list("brand=nobody&attr.colour=moon&attr.moon=x");
    const keys = facets.flatMap(({ key, values }) => values.map((each) => `${key}=${each.key}`));
    expect(keys.filter((key) => /nobody|moon/.test(key))).toEqual([]);
  });

  test("names and labels come in the asked language", async () => {
    const name = async (lang: string) =>
      (await list(`lang=${lang}`)).facets.find((facet) => facet.key === "attr.colour");
    expect(await name("en")).toMatchObject({ name: "Colour" });
    expect(await name("ko")).toMatchObject({ name: "색상" });
  });
});

describe("storefront 4, 5: catalog: pages and order", () => {
  test.each(["newest", "price", "-price", "popularity"])(
    "the pages of sort=%s hold every product once",
    async (sort) => {
      const seen: string[] = [];
      for (let page = 1; page <= 7; page += 1) {
        seen.push(...slugs((await list(`sort=${sort}&page=${page}`)).items));
      }
      expect(seen).toHaveLength(150);
      expect(new Set(seen)).toEqual(new Set(products.map((each) => each.slug)));
    },
  );

  test("prices rise, fall, and dates fall as asked", async () => {
    const prices = (await list("sort=price")).items.map((card) => card.price.amountMinor);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    const falling = (await list("sort=-price")).items.map((card) => card.price.amountMinor);
    expect(falling).toEqual([...falling].sort((a, b) => b - a));
    const dates = (await list("sort=newest")).items.map((card) => card.createdAt);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  test("a page beyond the end is empty and tells the right total", async () => {
    const page = await list("page=100");
    expect([page.items, page.total, page.pageCount, page.page]).toEqual([[], 150, 7, 100]);
  });

  test("unknown parameters are ignored, whatever they hold", async () => {
    const plain = await list("");
    expect(await list(`utm_source=${"x".repeat(900)}&utm_source=b&toString=1`)).toEqual(plain);
  });

  test.each([
    ["page", "0"],
    ["page", "101"],
    ["page", "1.5"],
    ["page", "abc"],
    ["price", "5000-1000"],
    ["price", "abc"],
    ["price", "-5-10"],
    ["sort", "random"],
    ["stock", "out"],
    ["lang", "fr"],
    ["category", "Not A Slug"],
    ["q", "x".repeat(101)],
    ["q", "%00"],
    ["brand", "%00"],
    ["attr.colour", "%00"],
    ["attr.", "x"],
    ["attr.A'B", "x"],
    ["brand", Array.from({ length: 21 }, (_, i) => `b${i}`).join(",")],
    ["attr.colour", Array.from({ length: 21 }, (_, i) => `b${i}`).join(",")],
  ])("?%s=%s is 400 invalid_query naming it", async (key, value) => {
    const { status, body } = await get(`/api/products?${encodeURIComponent(key)}=${value}`);
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([400, "invalid_query", key]);
  });

  test("a parameter that stands twice is 400", async () => {
    expect((await get("/api/products?page=1&page=2")).body.errors[0].path).toBe("page");
  });
});
