/** The administration of the catalog against a real PostgreSQL and a real Redis. */
import { AdminProduct } from "@edgemart/contracts/catalog-products";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BackOffice, draft, openBackOffice, PICTURE, won } from "./back-office.ts";
import { products } from "./fixture.ts";

let office: BackOffice;
beforeAll(async () => {
  office = await openBackOffice();
}, 30_000);
afterAll(() => office?.close());

const ask: BackOffice["ask"] = (...question) => office.ask(...question);
const match = (version: number) => ({ "if-match": `"${version}"` });

describe("storefront 6: catalog administration: who", () => {
  test.each([
    ["GET", "/products"],
    ["POST", "/products"],
    ["POST", "/stock/SKU-0-white/movements"],
    ["GET", "/audit"],
  ])("%s %s is an administrator's alone", async (method, path) => {
    const { status } = await office.get(`/api/admin/catalog${path}`, { method });
    const authorization = `Bearer ${office.member}`;
    const refused = await ask(method, path, undefined, { authorization });
    expect([status, refused.body.code]).toEqual([401, "forbidden"]);
  });
});

describe("storefront 6: catalog administration: products", () => {
  test("a created product is answered whole with its address and version, and is nobody's to see yet", async () => {
    const made = await ask("POST", "/products", draft({ slug: "fresh-cup" }));
    expect([made.status, made.headers.get("etag")]).toEqual([201, '"1"']);
    expect(made.headers.get("location")).toBe(`/api/admin/catalog/products/${made.body.id}`);
    expect(AdminProduct.parse(made.body)).toMatchObject({ status: "draft", variants: [] });
    expect((await ask("GET", `/products/${made.body.id}`)).body).toEqual(made.body);
    expect((await office.get("/api/products/fresh-cup")).status).toBe(404);
  });

  test("it is in the shop once it is active and has a variant, and is found by brand, tag and title", async () => {
    const made = await office.newProduct({ slug: "blue-bell", title: { ko: "", en: "Blue bell" } });
    const pictured = await ask("PUT", `/products/${made.id}/media`, { media: [PICTURE] }, match(1));
    const stocked = await office.addVariant(pictured.body, { price: won(12_000) }, 3);
    const sold = await ask(
      "PATCH",
      `/products/${made.id}`,
      { status: "active" },
      match(stocked.version),
    );
    expect(sold.body).toMatchObject({ status: "active", version: 4 });
    const { body } = await office.get("/api/products/blue-bell?lang=ko");
    expect(body).toMatchObject({ title: "Blue bell", price: won(12_000), inStock: true });
    for (const q of ["blue bell", "bell gift", "hanok bell", "화이트 bell"]) {
      const found = await office.list(`q=${encodeURIComponent(q)}`);
      expect([q, found.items.some(({ slug }) => slug === "blue-bell")]).toEqual([q, true]);
    }
  });

  test("an archived product leaves the shop and keeps its variants, stock and history", async () => {
    const made = await office.newProduct({ status: "active" });
    const stocked = await office.addVariant(made, {}, 2);
    const gone = await ask(
      "PATCH",
      `/products/${made.id}`,
      { status: "archived" },
      match(stocked.version),
    );
    expect(gone.body.variants[0].stock).toEqual({ onHand: 2, reserved: 0 });
    expect((await office.get(`/api/products/${made.slug}`)).status).toBe(404);
  });

  test("a write without a version is 428, on an old one 412, on any with *", async () => {
    const made = await office.newProduct();
    const path = `/products/${made.id}`;
    const patch = { popularity: 7 };
    expect((await ask("PATCH", path, patch)).body.code).toBe("precondition_required");
    expect((await ask("PATCH", path, patch, match(1))).body.version).toBe(2);
    expect((await ask("PATCH", path, patch, match(1))).body.code).toBe("precondition_failed");
    expect((await ask("PATCH", path, patch, { "if-match": "*" })).body.version).toBe(3);
  });

  test("of parallel writes on one version one is done and the others are 412", async () => {
    const made = await office.newProduct();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, popularity) =>
        ask("PATCH", `/products/${made.id}`, { popularity }, match(1)),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(412)]);
    expect((await ask("GET", `/products/${made.id}`)).body.version).toBe(2);
  });

  test("a repeated key answers what is there now and does nothing twice, also on a version long gone", async () => {
    const made = await office.newProduct();
    const headers = { ...match(1), "idempotency-key": "one-key" };
    const send = (popularity: number) =>
      ask("PATCH", `/products/${made.id}`, { popularity }, headers);
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(5)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await send(5)).body.version).toBe(2);
    expect((await send(6)).body.code).toBe("idempotency_key_reused");
  });

  test("30 parallel creations under one key make one product", async () => {
    const input = draft();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        ask("POST", "/products", input, { "idempotency-key": "create-once" }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  test("no key is 400", async () => {
    const answer = await ask("POST", "/products", draft(), { "idempotency-key": "" });
    expect(answer.status).toBe(400);
  });

  test.each<[string, object, string[]]>([
    ["title", { title: { ko: " ", en: "" } }, ["title"]],
    ["slug", { slug: "Not A Slug" }, ["slug"]],
    ["brand", { brand: "nobody" }, ["brand"]],
    ["category and brand", { category: "nowhere", brand: "nobody" }, ["brand", "category"]],
    ["attribute", { attributes: [{ attribute: "colour", value: "plaid" }] }, ["attributes"]],
    ["an unknown field", { priceMinor: 1 }, ["priceMinor"]],
    ["NUL", { tags: ["a\0b"] }, ["tags.0"]],
  ])("a wrong %s is 422 naming the field", async (_what, more, paths) => {
    const { status, body } = await ask("POST", "/products", draft(more));
    expect([status, body.errors.map((each: { path: string }) => each.path)]).toEqual([422, paths]);
  });

  test("a slug that is taken is 409 naming it, and uses no key up", async () => {
    const headers = { "idempotency-key": "taken-slug" };
    const refused = await ask("POST", "/products", draft({ slug: products[0]?.slug }), headers);
    expect([refused.status, refused.body.code]).toEqual([409, "slug_taken"]);
    expect(refused.body.errors).toMatchObject([{ path: "slug", code: "taken" }]);
    expect((await ask("POST", "/products", draft(), headers)).status).toBe(201);
  });

  test("options that leave a variant out are refused", async () => {
    const made = await office.addVariant(await office.newProduct(), { optionValues: ["navy"] });
    const options = [{ ...made.options[0], values: made.options[0]?.values.slice(0, 1) }];
    const answer = await ask("PATCH", `/products/${made.id}`, { options }, match(made.version));
    expect(answer.body.errors).toMatchObject([{ path: "options", code: "variant_left_out" }]);
  });

  test("pictures are replaced as a whole, in order", async () => {
    const made = await office.newProduct();
    const picture = (sign: string) => ({
      id: sign.repeat(64),
      alt: { ko: "", en: sign },
      width: 10,
      height: 20,
      thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
    });
    const put = (list: object[], version: number) =>
      ask("PUT", `/products/${made.id}/media`, { media: list }, match(version));
    await put([picture("a"), picture("b"), picture("c")], 1);
    const { body } = await put([picture("c"), picture("a")], 2);
    expect([body.version, body.media]).toEqual([3, [picture("c"), picture("a")]]);
  });
});

describe("storefront 6: catalog administration: variants", () => {
  test("a new price is in the shop, a compare-at price at or below it is refused", async () => {
    const made = await office.addVariant(
      await office.newProduct({ status: "active" }),
      { sku: "PRICE-1" },
      1,
    );
    const path = `/products/${made.id}/variants/${made.variants[0]?.id}`;
    const input = { sku: "PRICE-1", optionValues: ["white"], price: won(5_000) };
    const put = (more: object, version: number) =>
      ask("PUT", path, { ...input, ...more }, match(version));
    const low = await put({ compareAtPrice: won(5_000) }, 2);
    expect(low.body.errors).toMatchObject([{ path: "compareAtPrice" }]);
    expect((await put({ compareAtPrice: won(8_000) }, 2)).body.version).toBe(3);
    const { body } = await office.get(`/api/products/${made.slug}`);
    expect(body).toMatchObject({ price: won(5_000), compareAtPrice: won(8_000), version: 3 });
  });

  test.each<[string, object, string, string]>([
    ["a value of no option", { optionValues: ["plaid"] }, "variant.optionValues.0", "unknown"],
    ["a value too many", { optionValues: ["white", "x"] }, "variant.optionValues", "wrong_length"],
    ["a taken combination", {}, "variant.optionValues", "taken"],
    [
      "another currency",
      { optionValues: ["sand"], price: { amountMinor: 100, currency: "USD" } },
      "variant.price.currency",
      "mixed_currency",
    ],
  ])("%s is 422 naming the field", async (_what, more, path, code) => {
    const made = await office.addVariant(await office.newProduct(), {});
    const variant = { sku: "X-1", optionValues: ["white"], price: won(1), ...more };
    const answer = await ask(
      "POST",
      `/products/${made.id}/variants`,
      { variant },
      match(made.version),
    );
    expect([answer.status, answer.body.errors[0]]).toMatchObject([422, { path, code }]);
  });

  test("a SKU is one in the whole shop and does not change", async () => {
    const made = await office.addVariant(await office.newProduct(), { sku: "MINE-1" });
    const taken = { sku: products[0]?.variants[0]?.sku, optionValues: ["navy"], price: won(1) };
    const path = `/products/${made.id}/variants`;
    const refused = await ask("POST", path, { variant: taken }, match(2));
    expect([refused.status, refused.body.code]).toEqual([409, "sku_taken"]);
    const renamed = { ...taken, sku: "MINE-2", optionValues: ["white"] };
    const put = await ask("PUT", `${path}/${made.variants[0]?.id}`, renamed, match(2));
    expect(put.body.errors).toMatchObject([{ path: "sku", code: "immutable" }]);
  });

  test("a variant with stock stays; an empty one goes", async () => {
    const made = await office.addVariant(await office.newProduct(), { sku: "GOES-1" }, 2);
    const path = `/products/${made.id}/variants/${made.variants[0]?.id}`;
    expect((await ask("DELETE", path, undefined, match(2))).body.code).toBe("still_used");
    await ask("POST", "/stock/GOES-1/movements", { delta: -2, reason: "damaged" });
    expect((await ask("DELETE", path, undefined, match(2))).body).toMatchObject({
      variants: [],
      version: 3,
    });
  });
});

describe("storefront 6: catalog administration: lists and audit", () => {
  test("keyset pages hold every product once, newest first, drafts too", async () => {
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await ask("GET", `/products?limit=40${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
    }
    const rows = await office.database.query<{ id: string }>(
      "select id from catalog.product order by id desc",
    );
    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  test.each([
    ["cursor", "abc"],
    ["status", "sold"],
    ["limit", "101"],
    ["q", "%00"],
  ])("a wrong %s is 400 naming it", async (key, value) => {
    const { status, body } = await ask("GET", `/products?${key}=${value}`);
    expect([status, body.errors[0].path]).toEqual([400, key]);
  });

  test("a product is found by its words and by its SKU, with its whole stock", async () => {
    const some = products[3];
    const found = await ask("GET", `/products?q=${some?.variants[0]?.sku.toLowerCase()}`);
    expect(found.body.items).toEqual([]);
    const { body } = await ask("GET", `/products?q=${some?.variants[0]?.sku}`);
    const onHand = some?.variants.reduce((sum, { stock }) => sum + stock, 0);
    expect(body.items).toMatchObject([{ slug: some?.slug, onHand }]);
    const words = await ask("GET", `/products?q=${encodeURIComponent("텀블러")}&limit=100`);
    expect(words.body.items.length).toBeGreaterThan(5);
  });

  test("every write leaves one line that says who, what and to what; a refused one none", async () => {
    const made = await office.newProduct();
    await ask("PATCH", `/products/${made.id}`, { popularity: 3 }, match(1));
    await ask("PATCH", `/products/${made.id}`, { popularity: 4 }, match(1));
    await office.addVariant({ ...made, version: 2 }, { sku: "AUDIT-1" }, 1);
    await ask("POST", "/stock/AUDIT-1/movements", { delta: 4, reason: "received", note: "van" });
    const { body } = await ask("GET", `/audit?subject=${made.id}`);
    expect(body.items.map((line: { action: string }) => line.action)).toEqual([
      "stock.moved",
      "variant.added",
      "product.changed",
      "product.created",
    ]);
    expect(body.items[0]).toMatchObject({
      actorId: office.adminId,
      changes: { sku: "AUDIT-1", delta: 4, note: "van" },
    });
    expect(body.items[2].changes).toEqual({ popularity: 3 });
  });

  test("the Worker's role cannot change what was written down", async () => {
    const rows = await office.database.query<{ t: string; p: string }>(
      `select table_name t, string_agg(privilege_type, ',' order by privilege_type) p
         from information_schema.role_table_grants
        where grantee = 'edgemart_catalog' and table_name in ('audit_event', 'stock_movement')
        group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { t: "audit_event", p: "INSERT,SELECT" },
      { t: "stock_movement", p: "INSERT,SELECT" },
    ]);
  });

  test("what is not there is 404", async () => {
    const nobody = newId("product");
    const answers = [
      await ask("GET", `/products/${nobody}`),
      await ask("PATCH", `/products/${nobody}`, { popularity: 1 }, match(1)),
      await ask("GET", "/stock/NO-SUCH"),
      await ask("POST", "/stock/NO-SUCH/movements", { delta: 1, reason: "received" }),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual(Array(4).fill("not_found"));
  });
});
