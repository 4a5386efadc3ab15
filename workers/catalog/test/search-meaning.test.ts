/** What shoppers type and what must come first, on the demo shop: both languages, brands, SKUs, colours, plurals. */
import { ProductListing } from "@edgemart/contracts/catalog";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { brands, categories, products, synonyms } from "../../../tools/seed/catalog.ts";
import { loadCatalog } from "../../../tools/seed-load/catalog.ts";
import { app } from "../src/app.ts";
import { picturesOf } from "./fixture.ts";
import { NO_REDIS } from "./shop.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  const catalog = { categories, brands, synonyms, products };
  await loadCatalog(database.adminUrl, catalog, picturesOf);
}, 30_000);
afterAll(() => database?.stop());

async function find(q: string): Promise<ProductListing> {
  const env = { ...NO_REDIS, DATABASE_URL: database.urlOf("catalog") };
  const response = await app.request(`/api/products?q=${encodeURIComponent(q)}`, {}, env);
  return ProductListing.parse(await response.json());
}

/** What is typed, and what each of the first products is called; without a number, the first one. */
const QUERIES: [what: string, queries: string[], titles: RegExp, first?: number][] = [
  ["a thing", ["머그", "mug", "MUGS"], /머그$/, 2],
  ["a thing by another name", ["머그컵", "머그잔"], /머그$/, 2],
  ["a particle", ["머그를", "머그컵의", "머그로"], /머그$/, 2],
  ["a possessive", ["Mug's", "mug’s"], /머그$/, 2],
  ["one syllable with its particle", ["컵을", "칼을"], /컵|칼/],
  [
    "a colour and a thing",
    ["파란색 머그", "blue mug", "blue mugs", "블루 머그", "푸른 머그컵"],
    /머그$/,
    2,
  ],
  [
    "a colour and a thing of many",
    ["파란 컵", "파랑 컵", "blue cup", "blue cups"],
    /컵|머그|잔|연필꽂이/,
    4,
  ],
  ["red", ["빨간 주전자", "red kettle"], /모닥불 주전자/],
  ["yellow", ["노란 램프", "yellow lamps"], /램프|등/, 3],
  ["green", ["초록 가방", "green bag"], /토트|백|파우치|장바구니/, 3],
  ["white", ["하얀 접시", "흰 접시", "white plates"], /접시/, 3],
  ["black", ["까만 프라이팬", "검은 후라이팬", "black pan"], /무쇠 프라이팬/],
  ["brown", ["갈색 의자", "brown stool"], /스툴/, 2],
  ["grey", ["회색 담요", "gray blanket"], /램스울 담요/],
  [
    "a brand in Korean",
    ["달그림"],
    /연필꽂이|술병|달항아리|달마지|그릇|접시|화병|화분|꽂이|단지|식초병/,
    12,
  ],
  [
    "the same brand in English",
    ["Dalgrim", "dalgrim"],
    /연필꽂이|술병|달항아리|달마지|그릇|접시|화병|화분|꽂이|단지|식초병/,
    12,
  ],
  ["brand and thing", ["달그림 머그", "dalgrim mug", "Dalgrim 머그"], /달마지 머그/],
  ["a brand of two words", ["온다 스튜디오", "onda studio", "온다스튜디오"], /에스프레소 잔|온다/],
  ["another brand", ["빛나리", "bitnari"], /촛대|조명|램프|등/, 4],
  ["a kitchen's brand", ["노랑부엌", "norang kitchen"], /믹싱볼|프라이팬|주전자|머그/, 4],
  ["a SKU", ["DAL-0001-MILK", "dal-0001-milk"], /달마지 머그/],
  ["how a SKU begins", ["DAL-0001", "dal-0001-na", "dal0001", "DAL 0001"], /달마지 머그/],
  ["a plural", ["knives", "knife"], /부엌칼/],
  ["plurals", ["candles", "candle"], /향초|초/, 2],
  ["a plural in -ves", ["scarves", "scarf"], /목도리/],
  ["a plural in -es", ["glasses", "boxes"], /유리|선물함/],
  ["a plural of two words", ["teapots", "tea pots"], /주전자|다관/, 2],
  ["vases", ["vases", "꽃병"], /화병/, 2],
  ["a towel", ["수건", "타월", "towels"], /수건/],
  ["a word from English", ["머플러", "슬리퍼", "캘린더"], /목도리|실내화|달력/],
  ["the word of everyday", ["공책", "숟가락", "배낭", "향수"], /노트|수저|백팩|퍼퓸/],
  ["two words for one", ["lunchbox", "lunch box", "sleeping bag"], /도시락|침낭/],
  ["lamps for the night", ["무드등", "취침등"], /램프|침실등/, 2],
  ["what it is for", ["캠핑용 의자", "camping chairs"], /체어|스툴/, 2],
  [
    "a material",
    ["나무 도마", "가죽 가방", "리넨 앞치마", "스텐 텀블러"],
    /도마|버킷백|앞치마|텀블러/,
  ],
  [
    "coffee, which is also a category",
    ["커피", "coffee"],
    /에스프레소|주전자|머그|드리퍼|원두|핸드밀|모카|콜드브루/,
    7,
  ],
];

describe("storefront B11: what comes first", () => {
  const rows = QUERIES.flatMap(([what, queries, titles, first = 1]) =>
    queries.map((q) => [what, q, titles, first] as const),
  );

  test.each(rows)("%s: %s finds %s", async (_what, q, titles, first) => {
    const found = (await find(q)).items.slice(0, first).map(({ title }) => title);
    expect([q, found.length]).toEqual([q, first]);
    for (const title of found) expect([q, title]).toEqual([q, expect.stringMatching(titles)]);
  });

  test("there are enough of them, in both languages", () => {
    const korean = rows.filter(([, q]) => /[가-힣]/.test(q));
    expect([korean.length > 40, rows.length - korean.length > 40]).toEqual([true, true]);
  });

  test("every brand is found by either name, and every product by each SKU and by how it begins", async () => {
    for (const { key, name, nameKo } of brands) {
      for (const q of [name, nameKo ?? name]) {
        const brand = (await find(q)).facets.find((facet) => facet.key === "brand");
        expect([q, brand?.values.map((value) => value.key)]).toEqual([
          q,
          expect.arrayContaining([key]),
        ]);
      }
    }
    for (const { slug, variants } of products) {
      const skus = [...variants.slice(0, 1), ...variants.slice(-1)].map(({ sku }) => sku);
      // A product of one variant, and the beginning that all of them share, is asked for once.
      const asked = [...new Set(skus.flatMap((sku) => [sku, sku.slice(0, 8), sku.toLowerCase()]))];
      const found = await Promise.all(asked.map(async (q) => [q, (await find(q)).items[0]?.slug]));
      expect(found).toEqual(asked.map((q) => [q, slug]));
    }
  });

  test("every group of synonyms finds the same, whichever of its words is typed", async () => {
    for (const { words } of synonyms.filter(({ oneWay }) => !oneWay)) {
      const found = await Promise.all(words.map(async (word) => (await find(word)).total));
      const nothing = words.filter((_, i) => found[i] === 0);
      expect([words, nothing]).toEqual([words, found.every((n) => n === 0) ? words : []]);
    }
  });

  test("a SKU that is added is found, and one that has gone is not", async () => {
    const [first] = await database.query<{ sku: string }>(
      "update catalog.variant set sku = 'ZED-9-NEW' where sku like 'DAL-0001-%' and position = 0 returning 'DAL-0001-MILK' as sku",
    );
    expect((await find("zed-9-new")).items[0]?.slug).toBe("dalmaji-mug");
    expect((await find(first?.sku ?? "")).items.map(({ slug }) => slug)).not.toContain(
      "dalmaji-mug",
    );
  });

  test("a synonym with an accent, or in another script, finds the word as it is kept", async () => {
    const titles = ["Crème brûlée dish", "マグカップ がらす", "Чайный сервиз"];
    for (const [i, title] of titles.entries()) {
      const words = title.toLowerCase();
      await database.query(
        `update catalog.product set title_en = '${title}' where slug = 'dalmaji-mug'`,
      );
      await database.query(
        `insert into catalog.synonym (id, words) values ('synonym_${i}', array['ramekin${"abc"[i]}', '${words}'])`,
      );
      const found = (await find(`ramekin${"abc"[i]}`)).items.map(({ slug }) => slug);
      expect([title, found]).toEqual([title, ["dalmaji-mug"]]);
    }
  });
});
