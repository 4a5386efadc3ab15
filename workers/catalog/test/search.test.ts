/** The search against a real PostgreSQL, in both languages. */
import { Suggestions } from "@edgemart/contracts/catalog";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bruteForce } from "./brute-force.ts";
import { products } from "./fixture.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
const get: Shop["get"] = (path, init) => shop.get(path, init);
const list: Shop["list"] = (query) => shop.list(query);
beforeAll(async () => {
  shop = await openShop();
}, 30_000);
afterAll(() => shop?.database.stop());

describe("storefront 2: catalog: search in Korean and English", () => {
  test.each([
    ["a word", "머그컵", "세라믹 머그컵"],
    ["a word still being typed", "텀블", "스텐 텀블러"],
    ["a last syllable still being typed", "텀브", "스텐 텀블러"],
    ["a wrong vowel", "새라믹", "세라믹 머그컵"],
    ["a wrong vowel at the end", "텀블로", "스텐 텀블러"],
    ["a wrong final consonant", "이어퐁", "무선 이어폰"],
    ["two words written as one", "무선이어폰", "무선 이어폰"],
    ["words in another order", "의자 참나무", "참나무 의자"],
    ["decomposed letters, as macOS types them", "머그컵".normalize("NFD"), "세라믹 머그컵"],
    ["an English word", "tumbler", "스텐 텀블러"],
    ["an English word with a letter missing", "tumblr", "스텐 텀블러"],
    ["an English word's first two letters exchanged", "umg", "세라믹 머그컵"],
    ["an English word's middle letters exchanged", "wirleess", "무선 이어폰"],
    ["two syllables exchanged", "라세믹", "세라믹 머그컵"],
    ["two syllables at the end exchanged", "텀러블", "스텐 텀블러"],
    [
      "the last two letters exchanged, which the keyboard made two other syllables",
      "뭇너",
      "무선 이어폰",
    ],
    ["a word with an object's particle", "텀블러를", "스텐 텀블러"],
    ["a word with a topic's particle", "이어폰은", "무선 이어폰"],
    ["a compound's second half", "어폰", "무선 이어폰"],
    ["a compound's last syllable", "컵", "세라믹 머그컵"],
    ["an English word's later part", "phones", "무선 이어폰"],
    ["a word of the description", "everyday mug", "세라믹 머그컵"],
    ["capitals", "CERAMIC MUG", "세라믹 머그컵"],
    ["full-width letters", "ｍｕｇ", "세라믹 머그컵"],
    ["a word of each language", "oak 의자", "참나무 의자"],
  ])("%s (%s) finds %s", async (_what, q, title) => {
    const page = await list(`q=${encodeURIComponent(q)}`);
    expect(page.total).toBeGreaterThan(0);
    for (const card of page.items) expect(card.title).toContain(title);
    expect(page.sort).toBe("relevance");
  });

  test("a word found as it is brings no near misses along", async () => {
    const page = await list(`q=${encodeURIComponent("이어폰")}`);
    const wanted = products.filter((each) => each.title.ko.includes("이어폰"));
    expect(page.total).toBe(wanted.length);
  });

  test("an exchange brings no near misses along, and what is found as typed is not exchanged", async () => {
    const total = async (q: string) => (await list(`q=${encodeURIComponent(q)}`)).total;
    expect(await total("hcair")).toBe(await total("chair"));
    expect(await total("cahir oak")).toBe(await total("chair oak"));
    expect(await total("on")).toBeGreaterThan(0);
  });

  test("the exact number comes first", async () => {
    const { slug, title } = products[37] ?? { slug: "", title: { ko: "" } };
    const page = await list(`q=${encodeURIComponent(title.ko)}`);
    expect(page.items[0]?.slug).toBe(slug);
  });

  test.each([
    ["by relevance", ""],
    ["cheapest first", "&sort=price"],
    ["newest first", "&sort=newest"],
    ["by relevance, in a category", "&category=kitchen"],
    ["dearest first, in stock, of a brand", "&sort=-price&stock=in&brand=hanok"],
  ])(
    "the pages of a word of every description hold each product once, in order: %s",
    async (_what, more) => {
      const query = `q=${encodeURIComponent("매일")}${more}`;
      const all = await list(query);
      const found: string[] = [];
      for (let page = 1; found.length < all.total; page += 1) {
        const { items } = await list(`${query}&page=${page}`);
        expect(items.length).toBe(Math.min(24, all.total - found.length));
        found.push(...items.map(({ slug }) => slug));
      }
      const order = more.includes("sort=price")
        ? "price_minor, id"
        : more.includes("sort=-price")
          ? "price_minor desc, id desc"
          : more.includes("sort=newest")
            ? "created_at desc, id desc"
            : "popularity desc, id desc";
      const rows = await shop.database.query<{ slug: string }>(
        `select slug from catalog.product where slug = any($1) order by ${order}`,
        [found],
      );
      expect(found).toEqual(rows.map(({ slug }) => slug));
      expect(all.total).toBeGreaterThan(more.includes("brand") ? 10 : 24);
    },
  );

  test("what only mentions a word comes after the titles that hold it", async () => {
    const titled = products.filter(({ title }) => title.ko.includes("의자"));
    await shop.database.query(
      "update catalog.product set description_ko = description_ko || ' 의자' where slug not like 'oak-%'",
    );
    const pages = await Promise.all(
      [1, 2, 3].map((n) => list(`q=${encodeURIComponent("의자")}&page=${n}`)),
    );
    const slugs = pages.flatMap(({ items }) => items.map(({ slug }) => slug));
    expect(pages[0]?.total).toBe(products.length);
    const first = slugs.slice(0, titled.length);
    expect(new Set(first)).toEqual(new Set(titled.map(({ slug }) => slug)));
    expect(new Set(slugs).size).toBe(72);
    await shop.database.query(
      "update catalog.product set description_ko = replace(description_ko, ' 의자', '') where slug not like 'oak-%'",
    );
  });

  test("search and filters work together", async () => {
    const page = await list(`q=tumbler&brand=hanok&stock=in&sort=price`);
    const wanted = bruteForce({ brand: ["hanok"], stock: true }).filter((each) =>
      each.title.ko.includes("텀블러"),
    );
    expect(page.total).toBe(wanted.length);
  });

  test.each([
    "' OR 1=1--",
    "'; drop table catalog.product; --",
    "%",
    "_",
    "!!!",
    "\\",
    "a' | 'b",
    ":* & !",
    "$1",
    "￿",
    "zzzzqqqq",
  ])("auth attack 48: %j is data and finds nothing", async (q) => {
    const page = await list(`q=${encodeURIComponent(q)}`);
    expect(page.total).toBeLessThan(150);
    const [row] = await shop.database.query<{ n: number }>(
      "select count(*)::int n from catalog.product",
    );
    expect(row?.n).toBe(150);
  });

  test("suggestions come from titles and categories, typos forgiven", async () => {
    const suggest = async (q: string) =>
      Suggestions.parse((await get(`/api/search/suggest?q=${encodeURIComponent(q)}`)).body);
    const mugs = await suggest("머그");
    expect(mugs.categories).toEqual([{ slug: "mugs", name: "머그컵" }]);
    expect(mugs.products).toHaveLength(6);
    expect(mugs.products[0]?.picture?.alt).toContain("사진 0");
    expect((await suggest("tumblr")).products).toHaveLength(6);
    expect(await suggest("%")).toEqual({ products: [], categories: [] });
  });

  test.each(["", "q=", "q=%20", `q=${"x".repeat(101)}`, "q=a&lang=xx"])(
    "suggest?%s is 400 invalid_query",
    async (query) => {
      expect((await get(`/api/search/suggest?${query}`)).body.code).toBe("invalid_query");
    },
  );
});
