/** Listings of a catalog that is changed at random and in parallel, against plain loops over its products. */
import type { ProductListing } from "@edgemart/contracts/catalog";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, type Shop } from "./shop.ts";

const ROUNDS = 4;
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 30_000);
afterAll(() => shop?.database.stop());

/** Numbers drawn from a seed that a failure prints. */
function lots(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
  return {
    chance: (share: number) => next() < share,
    number: (of: number) => Math.floor(next() * of),
    pick,
  };
}
type Lots = ReturnType<typeof lots>;

const CATEGORIES = ["kitchen", "mugs", "audio", "furniture"];
const BRANDS = ["onggi-works", "hanok", "byul", "noon"];
const COLOURS = ["white", "navy", "sand"];
const MATERIALS = ["ceramic", "steel", "oak"];
const SORTS = ["newest", "price", "-price", "popularity"];

/** One change somebody might make, as SQL; each may meet any other. */
function change({ pick, number }: Lots, ids: readonly string[]): [text: string, values: unknown[]] {
  const id = pick(ids);
  return pick<[string, unknown[]]>([
    [
      "update catalog.product set status = $2 where id = $1",
      [id, pick(["draft", "active", "archived"])],
    ],
    ["update catalog.product set brand_slug = $2 where id = $1", [id, pick(BRANDS)]],
    [
      "update catalog.product set category_id = (select id from catalog.category where slug = $2) where id = $1",
      [id, pick(CATEGORIES)],
    ],
    [
      "update catalog.product set facets = $2 where id = $1",
      [id, [`colour=${pick(COLOURS)}`, `material=${pick(MATERIALS)}`]],
    ],
    [
      "update catalog.variant set price_minor = $2, compare_at_minor = null where product_id = $1",
      [id, 1000 * number(60)],
    ],
    [
      "update catalog.stock_level set on_hand = $2 where sku in (select sku from catalog.variant where product_id = $1)",
      [id, number(3)],
    ],
    [
      "update catalog.stock_level set on_hand = $1 where sku like '%' || $2",
      [number(2), `${number(10)}-white`],
    ],
    ["delete from catalog.variant where product_id = $1 and position > 0", [id]],
  ]);
}

interface Row {
  slug: string;
  category: string;
  brand: string;
  facets: string[];
  price: number;
  stock: boolean;
  title: string;
}

const ROWS = `
  select p.slug, c.slug as category, p.brand_slug as brand, p.facets, p.title_ko as title,
         (select min(v.price_minor)::int from catalog.variant v where v.product_id = p.id) as price,
         exists (select from catalog.variant v join catalog.stock_level s using (sku)
                  where v.product_id = p.id and s.on_hand > s.reserved) as stock
    from catalog.product p join catalog.category c on c.id = p.category_id
   where p.status = 'active' and exists (select from catalog.variant v where v.product_id = p.id)`;

/** Kinds that do not say what their rows say, and products without their row. */
const UNTRUE = `
  select k.id::text from catalog.listing_kind k left join lateral (
    select count(*)::int n, min(price_minor) lowest, max(price_minor) highest
      from catalog.listing where kind_id = k.id) c on true
   where (k.n, k.lowest, k.highest) is distinct from (c.n, c.lowest, c.highest)
  union all
  select p.id from catalog.product p full join catalog.listing l on l.product_id = p.id
    left join catalog.listing_kind k on k.id = l.kind_id
   where (p.status = 'active' and p.price_minor is not null) is distinct from (l.id is not null)
      or l.id is not null and (p.category_id, p.brand_slug, p.facets, p.in_stock, p.price_minor, p.popularity)
           is distinct from (k.category_id, k.brand_slug, k.facets, k.in_stock, l.price_minor, l.popularity)`;

interface Asked {
  category?: string;
  brand?: string[];
  price?: [number, number];
  stock?: true;
  "attr.colour"?: string[];
  "attr.material"?: string[];
  q?: string;
}

function asked({ chance, pick, number }: Lots): Asked {
  const low = 1000 * number(30);
  return {
    ...(chance(0.4) && { category: pick(CATEGORIES) }),
    ...(chance(0.4) && { brand: [pick(BRANDS), pick(BRANDS)] }),
    ...(chance(0.4) && { price: [low, low + 1000 * number(40)] as [number, number] }),
    ...(chance(0.3) && { stock: true as const }),
    ...(chance(0.3) && { "attr.colour": [pick(COLOURS)] }),
    ...(chance(0.3) && { "attr.material": [pick(MATERIALS), pick(MATERIALS)] }),
    ...(chance(0.3) && { q: pick(["머그", "의자", "텀블", "무선", "냄비"]) }),
  };
}

/** @param except facet whose own filter does not count */
function passing(rows: Row[], filter: Asked, except?: string): Row[] {
  const within = (row: Row) => (row.category === "mugs" ? ["mugs", "kitchen"] : [row.category]);
  const has = (row: Row, key: string, values: string[]) =>
    values.some((value) => row.facets.includes(`${key}=${value}`));
  return rows.filter((row) =>
    Object.entries({
      category: !filter.category || within(row).includes(filter.category),
      brand: !filter.brand || filter.brand.includes(row.brand),
      price: !filter.price || (row.price >= filter.price[0] && row.price <= filter.price[1]),
      stock: !filter.stock || row.stock,
      "attr.colour": !filter["attr.colour"] || has(row, "colour", filter["attr.colour"]),
      "attr.material": !filter["attr.material"] || has(row, "material", filter["attr.material"]),
      q: !filter.q || row.title.includes(filter.q),
    }).every(([key, passed]) => passed || key === except),
  );
}

function counted(rows: Row[], filter: Asked) {
  const counts: Record<string, number> = {};
  const add = (key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const { category } of passing(rows, filter, "category")) {
    add(`category ${category}`);
    if (category === "mugs") add("category kitchen");
  }
  for (const { brand } of passing(rows, filter, "brand")) add(`brand ${brand}`);
  for (const { stock } of passing(rows, filter, "stock")) if (stock) add("stock in");
  for (const key of ["colour", "material"]) {
    for (const { facets } of passing(rows, filter, `attr.${key}`)) {
      for (const facet of facets) if (facet.startsWith(key)) add(`attr.${facet.replace("=", " ")}`);
    }
  }
  return counts;
}

function countsOf({ facets }: ProductListing) {
  const all = facets.flatMap(({ key, values }) =>
    values.map((value) => [`${key} ${value.key}`, value.count] as const),
  );
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}

describe("storefront 3, 4: catalog: a listing equals plain loops over the products", () => {
  test.each(Array.from({ length: ROUNDS }, (_, i) => 20_261_120 + i))(
    "after changes at random and in parallel (seed %i)",
    async (seed) => {
      const lot = lots(seed);
      const ids = (
        await shop.database.query<{ id: string }>("select id from catalog.product order by id")
      ).map(({ id }) => id);
      const changes = Array.from({ length: 40 }, () => change(lot, ids));
      await Promise.all(changes.map(([text, values]) => shop.database.query(text, values)));
      expect(await shop.database.query(UNTRUE)).toEqual([]);

      const rows = await shop.database.query<Row>(ROWS);
      for (let i = 0; i < 10; i += 1) {
        const filter = asked(lot);
        const sort = lot.pick(SORTS);
        const query = new URLSearchParams({ sort });
        for (const [key, value] of Object.entries(filter)) {
          const text = key === "price" ? (value as number[]).join("-") : String(value);
          query.set(key, key === "stock" ? "in" : text);
        }
        const wanted = passing(rows, filter);
        // A word that no product holds any more is taken for the nearest: another question.
        if (filter.q && passing(rows, { q: filter.q }).length === 0) continue;
        const page = await shop.list(query.toString());
        expect([seed, filter, page.total]).toEqual([seed, filter, wanted.length]);
        expect([seed, filter, countsOf(page)]).toEqual([seed, filter, counted(rows, filter)]);
        const prices = passing(rows, filter, "price").map(({ price }) => price);
        const range = { minMinor: Math.min(...prices), maxMinor: Math.max(...prices) };
        expect(page.priceRange).toEqual(prices.length > 0 ? range : null);
        const slugs = new Set(wanted.map(({ slug }) => slug));
        expect(page.items.length).toBe(Math.min(24, wanted.length));
        for (const { slug } of page.items) expect(slugs.has(slug)).toBe(true);
        const shown = page.items.map(({ price }) => price.amountMinor);
        if (sort === "price") expect(shown).toEqual([...shown].sort((a, b) => a - b));
        if (sort === "price" && shown.length > 0)
          expect(shown[0]).toBe(Math.min(...wanted.map(({ price }) => price)));
      }
    },
  );

  test("a listing that walks its order and one that collects its kinds give the same products", async () => {
    // 150 products: filters that leave more than 60 walk, fewer collect (pages of 24).
    const seen: string[] = [];
    for (let page = 1; page <= 7; page += 1) {
      seen.push(
        ...(await shop.list(`sort=price&price=0-90000&page=${page}`)).items.map(({ slug }) => slug),
      );
    }
    const rows = await shop.database.query<Row>(`${ROWS} order by price, p.id`);
    expect(seen).toEqual(rows.filter(({ price }) => price <= 90_000).map(({ slug }) => slug));
  });
});
