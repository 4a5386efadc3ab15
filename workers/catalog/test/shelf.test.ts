/** What carts and sitemaps ask, against a real PostgreSQL. */
import { ProductIndex } from "@edgemart/contracts/product-index";
import { VariantCards } from "@edgemart/contracts/variant-card";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { products } from "./fixture.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 30_000);
afterAll(() => shop?.database.stop());

const variantOf = (index: number) => products[index]?.variants[0];

describe("catalog: variants by SKU", () => {
  test("come in the order asked for, each once, with price, stock and labels; unknown ones are absent", async () => {
    const [one, two] = [variantOf(8), variantOf(12)];
    const { status, body } = await shop.get(
      `/api/variants?lang=en&sku=${two?.sku},NOBODY,${one?.sku},${two?.sku}`,
    );
    expect(status).toBe(200);
    const { items } = VariantCards.parse(body);
    expect(items.map(({ sku }) => sku)).toEqual([two?.sku, one?.sku]);
    expect(items[1]).toMatchObject({
      slug: products[8]?.slug,
      title: products[8]?.title.en,
      price: { amountMinor: one?.priceMinor, currency: "KRW" },
      availableMax: Math.min(99, one?.stock ?? 0),
    });
    expect(items[1]?.options).toHaveLength(one?.optionValues.length ?? -1);
  });

  test("of a product that is not for sale are absent", async () => {
    const { slug, variants } = products[20] ?? { slug: "", variants: [] };
    const status = (to: string) =>
      shop.database.query("update catalog.product set status = $1 where slug = $2", [to, slug]);
    await status("draft");
    const { body } = await shop.get(`/api/variants?sku=${variants[0]?.sku}`);
    await status("active");
    expect(body).toEqual({ items: [] });
  });

  test("storefront B21: of a product that was taken off sale keep their name and picture, and cannot be bought", async () => {
    const { slug, variants } = products[20] ?? { slug: "", variants: [] };
    const cards = async () => {
      const { body } = await shop.get(`/api/variants?lang=en&sku=${variants[0]?.sku}`);
      return VariantCards.parse(body).items;
    };
    const [before] = await cards();
    const status = (to: string) =>
      shop.database.query("update catalog.product set status = $1 where slug = $2", [to, slug]);
    await status("archived");
    const [after] = await cards();
    await status("active");
    expect(before?.isSold).toBe(true);
    expect(after).toEqual({ ...before, isSold: false, availableMax: 0, stock: "sold_out" });
  });

  test.each(["", "sku=", "sku='%20OR%201", "sku=a%00b", `sku=${"A,".repeat(41)}${"B".repeat(70)}`])(
    "%j is 400",
    async (query) => {
      const { status, body } = await shop.get(`/api/variants?${query}`);
      expect([status, body.errors[0].path]).toEqual([400, expect.stringMatching(/^sku/)]);
    },
  );
});

describe("catalog: index", () => {
  test("names every product once, oldest first; a page beyond the end is empty", async () => {
    const index = ProductIndex.parse((await shop.get("/api/product-index")).body);
    expect([index.total, index.pageCount]).toEqual([150, 1]);
    expect(new Set(index.items.map(({ slug }) => slug)).size).toBe(150);
    expect((await shop.get("/api/product-index?page=2")).body.items).toEqual([]);
    expect((await shop.get("/api/product-index?page=101")).status).toBe(400);
  });
});
