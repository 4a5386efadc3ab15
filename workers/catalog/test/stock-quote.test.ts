/** What orders are quoted, on a real PostgreSQL filled with the fixture. */
import type { Quotable, QuotedLine } from "@edgemart/contracts/stock-hold";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quote } from "../src/rpc/stock.ts";
import { picturesOf, products } from "./fixture.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 60_000);
afterAll(() => shop?.database.stop());

const ask = (items: Quotable[]): Promise<QuotedLine[]> =>
  quote({ items }, { deps: shop.deps, requestId: "request", after: () => undefined });
/** A product of the fixture with so many variants, named in both languages. */
const withVariants = (count: number, index = 0) => {
  const found = products.filter(
    ({ title, variants }) => title.en !== "" && variants.length === count,
  )[index];
  if (!found) throw new Error("the fixture has too few products");
  return found;
};
const idOf = async (slug: string) => {
  const rows = await shop.database.query<{ id: string }>(
    "select id from catalog.product where slug = $1",
    [slug],
  );
  return rows[0]?.id ?? "";
};
const setLevel = (sku: string, onHand: number, reserved = 0) =>
  shop.database.query("update catalog.stock_level set on_hand = $2, reserved = $3 where sku = $1", [
    sku,
    onHand,
    reserved,
  ]);
const skuOf = ({ variants }: { variants: readonly { sku: string }[] }) => variants[0]?.sku ?? "";

describe("orders 3, 17: quote", () => {
  test("tells price, both languages, options, first picture and availability, in the order asked for", async () => {
    const [one, two] = [withVariants(2), withVariants(3)];
    await setLevel(skuOf(one), 7, 3);
    const [second, first] = await ask([{ sku: skuOf(two) }, { sku: skuOf(one) }]);
    expect(second).toMatchObject({ kind: "priced", sku: skuOf(two), slug: two.slug });
    const [variant] = one.variants;
    expect(first).toEqual({
      kind: "priced",
      sku: variant?.sku,
      productId: await idOf(one.slug),
      slug: one.slug,
      title: one.title,
      options: [one.options[0]?.values.find(({ key }) => key === variant?.optionValues[0])?.label],
      pictureId: picturesOf(one.slug)[0]?.sha256,
      unit: { amountMinor: variant?.priceMinor, currency: "KRW" },
      available: 4,
    });
  });

  test("is of now: a price that has changed is the new one", async () => {
    const sku = skuOf(withVariants(2, 1));
    await shop.database.query(
      "update catalog.variant set price_minor = 12345, compare_at_minor = null where sku = $1",
      [sku],
    );
    expect(await ask([{ sku }])).toMatchObject([{ unit: { amountMinor: 12_345 } }]);
  });

  test("a title that is there in one language is answered for both", async () => {
    const korean = products.find(({ title }) => title.en === "");
    expect(await ask([{ sku: skuOf(korean ?? { variants: [] }) }])).toMatchObject([
      { title: { ko: korean?.title.ko, en: korean?.title.ko } },
    ]);
  });

  test("what is unknown, a draft or archived is gone", async () => {
    const product = withVariants(2, 2);
    const asked = [{ sku: skuOf(product) }, { sku: "NOBODY-1" }, { productId: newId("product") }];
    for (const status of ["draft", "archived"]) {
      await shop.database.query("update catalog.product set status = $1 where slug = $2", [
        status,
        product.slug,
      ]);
      expect(await ask(asked)).toEqual(Array(3).fill({ kind: "gone" }));
    }
  });

  test("orders 2: a product of one variant is that one, of several its SKU must be named", async () => {
    const [one, two] = [withVariants(1), withVariants(2, 3)];
    const [single, several, same] = await ask([
      { productId: await idOf(one.slug) },
      { productId: await idOf(two.slug) },
      { productId: await idOf(one.slug) },
    ]);
    expect(single).toMatchObject({ kind: "priced", sku: skuOf(one) });
    expect([several, same]).toEqual([{ kind: "several" }, single]);
  });

  test("availability is at most 99, counts what expired holds still reserve, and is never below zero", async () => {
    const { deps } = shop;
    const sku = skuOf(withVariants(3, 1));
    const available = async () => (await ask([{ sku }])).map((line) => Object(line).available);
    await setLevel(sku, 5_000);
    expect(await available()).toEqual([99]);
    await setLevel(sku, 5);
    const [expired, held] = [newId("hold"), newId("hold")];
    for (const [id, quantity] of [
      [expired, 2],
      [held, 1],
    ] as const) {
      await deps.holds.hold(id, [{ sku, quantity }], 900, "ord_test", null);
    }
    expect(await available()).toEqual([2]);
    await shop.database.query(
      "update catalog.stock_hold set expires_at = now() - interval '1 second' where id = $1",
      [expired],
    );
    expect(await available()).toEqual([4]);
  });

  test("40 items are answered, 41 are refused, and so is what is no SKU", async () => {
    const skus = products.flatMap(({ variants }) => variants.map(({ sku }) => ({ sku })));
    expect(await ask(skus.slice(0, 40))).toHaveLength(40);
    await expect(ask(skus.slice(0, 41))).rejects.toThrow();
    await expect(ask([{ sku: "' or 1=1" }])).rejects.toThrow();
    expect(await ask([])).toEqual([]);
  });
});
