/** What a product on sale must have, variants added together, and counts of stock, against a real PostgreSQL. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BackOffice, draft, openBackOffice, PICTURE, won } from "./back-office.ts";

let office: BackOffice;
beforeAll(async () => {
  office = await openBackOffice();
}, 30_000);
afterAll(() => office?.close());

const ask: BackOffice["ask"] = (...question) => office.ask(...question);
const match = (version: number) => ({ "if-match": `"${version}"` });
const lacks = (body: { errors?: { path: string }[] }) => body.errors?.map(({ path }) => path);
const pictured = (product: AdminProduct, media: object[] = [PICTURE]) =>
  ask("PUT", `/products/${product.id}/media`, { media }, match(product.version));
const patch = (product: AdminProduct, change: object) =>
  ask("PATCH", `/products/${product.id}`, change, match(product.version));
const read = async (id: string): Promise<AdminProduct> =>
  (await ask("GET", `/products/${id}`)).body;

async function onSale(): Promise<AdminProduct> {
  const made = await office.addVariant(await office.newProduct(), {});
  const shown = (await pictured(made)).body;
  const sold = await patch(shown, { status: "active" });
  expect(sold.status).toBe(200);
  return sold.body;
}

describe("a product on sale has a variant and a picture", () => {
  test("what is missing is named, nothing is changed, and the shop never lists it", async () => {
    const bare = await office.newProduct();
    const withVariant = await office.addVariant(await office.newProduct(), {});
    const withPicture = (await pictured(await office.newProduct())).body;
    for (const [product, missing] of [
      [bare, ["variants", "media"]],
      [withVariant, ["media"]],
      [withPicture, ["variants"]],
    ] as const) {
      const refused = await patch(product, { status: "active", popularity: 9 });
      expect([refused.status, refused.body.code]).toEqual([409, "product_incomplete"]);
      expect(lacks(refused.body)).toEqual(missing);
      expect(await read(product.id)).toEqual(product);
      expect((await office.get(`/api/products/${product.slug}`)).status).toBe(404);
    }
  });

  test("it cannot be made on sale at once", async () => {
    const refused = await ask("POST", "/products", draft({ status: "active" }));
    expect([refused.body.code, lacks(refused.body)]).toEqual([
      "product_incomplete",
      ["variants", "media"],
    ]);
  });

  test("its last picture and its last variant stay until it leaves the shop", async () => {
    const product = await onSale();
    const variant = `/products/${product.id}/variants/${product.variants[0]?.id}`;
    const acts: [string, () => ReturnType<typeof ask>][] = [
      ["media", () => pictured(product, [])],
      ["variants", () => ask("DELETE", variant, undefined, match(product.version))],
    ];
    for (const [missing, act] of acts) {
      const refused = await act();
      expect([refused.body.code, lacks(refused.body)]).toEqual(["product_incomplete", [missing]]);
    }
    expect(await read(product.id)).toEqual(product);
    const hidden = (await patch(product, { status: "archived" })).body;
    expect((await pictured(hidden, [])).status).toBe(200);
  });

  test("of two removals at once one variant stays", async () => {
    const first = await onSale();
    const product = await office.addVariant(first, { optionValues: ["navy"] });
    const answers = await Promise.all(
      product.variants.map(({ id }) =>
        ask("DELETE", `/products/${product.id}/variants/${id}`, undefined, { "if-match": "*" }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await read(product.id)).variants).toHaveLength(1);
  });

  test("its other parts are written as before", async () => {
    const product = await onSale();
    const answer = await patch(product, { title: { ko: "", en: "Renamed" } });
    expect([answer.status, answer.body.status]).toEqual([200, "active"]);
  });
});

describe("variants added together", () => {
  const all = (sku: string, colours: readonly string[]) =>
    colours.map((colour, at) => ({
      variant: { sku: `${sku}-${colour}`, optionValues: [colour], price: won(9_000 + at) },
      initialStock: at * 2,
    }));
  const add = (product: AdminProduct, variants: object[], headers: Record<string, string> = {}) =>
    ask(
      "POST",
      `/products/${product.id}/variants/batch`,
      { variants },
      {
        ...match(product.version),
        ...headers,
      },
    );

  test("stand in their order with their stock, in one version, one line of the trail and once per key", async () => {
    const made = await office.newProduct();
    const key = { "idempotency-key": "add-them-once" };
    const colours = ["white", "navy", "sand"];
    const [first, second] = [
      await add(made, all("ALL", colours), key),
      await add(made, all("ALL", colours), key),
    ];
    expect([first.status, second.body]).toEqual([201, first.body]);
    expect(first.body.version).toBe(made.version + 1);
    const variants = first.body.variants as AdminProduct["variants"];
    expect(variants.map(({ sku, price, stock }) => [sku, price.amountMinor, stock.onHand])).toEqual(
      [
        ["ALL-white", 9_000, 0],
        ["ALL-navy", 9_001, 2],
        ["ALL-sand", 9_002, 4],
      ],
    );
    const { body } = await ask("GET", "/stock/ALL-sand");
    expect(body.items).toMatchObject([{ delta: 4, reason: "initial" }]);
    const trail = await ask("GET", `/audit?subject=${made.id}`);
    expect(trail.body.items.map(({ action }: { action: string }) => action)).toEqual([
      "variants.added",
      "product.created",
    ]);
  });

  test("are added after those that are there, all or none", async () => {
    const made = await office.addVariant(await office.newProduct(), { sku: "FIRST-1" });
    const twice = await add(made, [...all("NONE", ["navy", "white"])]);
    expect([twice.status, lacks(twice.body)]).toEqual([422, ["variants.1.variant.optionValues"]]);
    const sku = [...all("SAME", ["navy"]), ...all("SAME", ["sand"])];
    const same = await add(
      made,
      sku.map(({ variant }) => ({ variant: { ...variant, sku: "SAME-1" } })),
    );
    expect(lacks(same.body)).toEqual(["variants.1.variant.sku"]);
    const foreign = await add(made, [
      ...all("OTHER", ["navy"]),
      { variant: { ...all("X", ["sand"])[0]?.variant, sku: "FIRST-1" } },
    ]);
    expect(foreign.status).toBeGreaterThanOrEqual(409);
    expect((await read(made.id)).variants).toHaveLength(1);
    const done = await add(made, all("REST", ["navy", "sand"]));
    expect(done.body.variants.map((each: { sku: string }) => each.sku)).toEqual([
      "FIRST-1",
      "REST-navy",
      "REST-sand",
    ]);
  });

  test("200 fill a product; none and more than that are refused", async () => {
    const values = Array.from({ length: 50 }, (_, at) => ({
      key: `v${at}`,
      label: { ko: "", en: `${at}` },
    }));
    const options = ["one", "two"].map((key) => ({
      key,
      name: { ko: "", en: key },
      values: key === "one" ? values : values.slice(0, 5),
    }));
    const made = await office.newProduct({ options });
    const combinations = values.flatMap((one) =>
      ["v0", "v1", "v2", "v3", "v4"].map((two) => [one.key, two]),
    );
    const variants = combinations.map((optionValues) => ({
      variant: { sku: `F-${optionValues.join("-")}`, optionValues, price: won(1_000) },
    }));
    expect((await add(made, variants.slice(0, 201))).status).toBe(422);
    expect((await add(made, [])).status).toBe(422);
    const full = await add(made, variants.slice(0, 200));
    expect([full.status, full.body.variants.length]).toEqual([201, 200]);
    const more = await add(full.body, variants.slice(200, 201));
    expect(more.body.errors).toMatchObject([{ path: "variants", code: "too_many" }]);
  });
});

describe("a count of stock", () => {
  const count = (sku: string, wanted: number, seenOnHand: number) =>
    ask("POST", `/stock/${sku}/movements`, {
      ...{ delta: wanted - seenOnHand, reason: "counted", seenOnHand },
    });

  test("is a difference from what was seen, and refused once something moved", async () => {
    await office.addVariant(await office.newProduct(), { sku: "COUNT-1" }, 10);
    expect((await count("COUNT-1", 12, 10)).body.stock.onHand).toBe(12);
    const stale = await count("COUNT-1", 9, 10);
    expect([stale.status, stale.body.code]).toEqual([409, "stock_changed"]);
    expect((await ask("GET", "/stock/COUNT-1")).body.stock.onHand).toBe(12);
  });

  test("of 20 counts at once one is done: none adds up with another", async () => {
    await office.addVariant(await office.newProduct(), { sku: "COUNT-2" }, 10);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => count("COUNT-2", 11 + at, 10)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
    const done = answers.find(({ status }) => status === 201);
    expect((await ask("GET", "/stock/COUNT-2")).body.stock).toEqual(done?.body.stock);
  });
});
