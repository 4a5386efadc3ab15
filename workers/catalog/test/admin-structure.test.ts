/** Brands, attributes and collections as administrators keep them, against a real PostgreSQL and a real Redis. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BackOffice, openBackOffice, won } from "./back-office.ts";

let office: BackOffice;
beforeAll(async () => {
  office = await openBackOffice();
}, 30_000);
afterAll(() => office?.close());

const ask: BackOffice["ask"] = (...question) => office.ask(...question);
const match = (version: number) => ({ "if-match": `"${version}"` });
const both = (text: string) => ({ ko: text, en: text });
const onSale = async (more: object) =>
  office.addVariant(await office.newProduct({ status: "active", ...more }), {
    price: won(1_000),
  });

interface Kind {
  path: string;
  made: { path: string; body: Record<string, unknown> };
  patch: object;
}
const KINDS: [string, Kind][] = [
  [
    "brand",
    {
      path: "/brands",
      made: { path: "/brands/potter", body: { slug: "potter", name: both("Potter") } },
      patch: { name: both("The potter") },
    },
  ],
  [
    "attribute",
    {
      path: "/attributes",
      made: { path: "/attributes/glaze", body: { key: "glaze", name: both("Glaze") } },
      patch: { name: both("Glazing"), position: 9 },
    },
  ],
  [
    "collection",
    {
      path: "/collections",
      made: { path: "", body: { slug: "spring", title: both("Spring") } },
      patch: { title: both("Early spring") },
    },
  ],
  [
    "synonym",
    {
      path: "/synonyms",
      made: { path: "", body: { words: ["cosy", "snug"], oneWay: false } },
      patch: { words: ["cosy", "snug", "warm"] },
    },
  ],
];

describe.each(KINDS)("catalog administration: a %s", (name, { path, made, patch }) => {
  let at = made.path;

  test("is made once per key and listed; its slug is nobody else's", async () => {
    const headers = { "idempotency-key": `make-${name}` };
    const send = () => ask("POST", path, made.body, headers);
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status, first.headers.get("etag")]).toEqual([201, 201, '"1"']);
    expect(second.body).toEqual(first.body);
    at ||= `${path}/${first.body.id}`;
    expect(first.body).toMatchObject({ ...made.body, version: 1 });
    expect((await ask("GET", path)).body.items).toContainEqual(
      expect.objectContaining({ ...made.body, version: 1 }),
    );
    // A group of synonyms has no name of its own.
    const isNamed = "slug" in made.body || "key" in made.body;
    const again = (await ask("POST", path, made.body)).body;
    expect(again.code).toBe(isNamed ? "slug_taken" : undefined);
  });

  test("changes on the version that was read, and on no older one", async () => {
    expect((await ask("PATCH", at, patch)).body.code).toBe("precondition_required");
    const changed = await ask("PATCH", at, patch, match(1));
    expect([changed.status, changed.body]).toMatchObject([200, { ...patch, version: 2 }]);
    expect((await ask("PATCH", at, patch, match(1))).body.code).toBe("precondition_failed");
  });

  test("is removed once, and its trail stays", async () => {
    expect((await ask("DELETE", at, undefined, match(1))).body.code).toBe("precondition_failed");
    const headers = { ...match(2), "idempotency-key": `remove-${name}` };
    const send = () => ask("DELETE", at, undefined, headers);
    expect([(await send()).status, (await send()).status]).toEqual([204, 204]);
    expect((await ask("DELETE", at, undefined, match(2))).status).toBe(404);
    const subject = at.slice(path.length + 1);
    const { body } = await ask("GET", `/audit?subject=${subject}`);
    expect(body.items.map((line: { action: string }) => line.action.split(".")[1])).toEqual([
      "removed",
      "changed",
      "created",
    ]);
  });

  test("is an administrator's alone, and begins a new generation of caches", async () => {
    const authorization = `Bearer ${office.member}`;
    for (const [method, where] of [
      ["POST", path],
      ["PATCH", at],
      ["DELETE", at],
    ] as const) {
      const refused = await ask(method, where, made.body, { authorization });
      expect(refused.body.code).toBe("forbidden");
    }
    const before = await office.generation();
    const again = await ask("POST", path, made.body);
    expect([again.status, await office.generation()]).toEqual([201, before + 1]);
  });
});

describe("catalog administration: a brand of products", () => {
  test("is counted, stays while one is of it, and is found under its new name", async () => {
    await ask("POST", "/brands", { slug: "smith", name: both("Smith") });
    const made = await onSale({ brand: "smith", title: both("Pan") });
    const { body } = await ask("GET", "/brands");
    const row = body.items.find((each: { slug: string }) => each.slug === "smith");
    expect(row.productCount).toBe(1);
    const removal = () => ask("DELETE", "/brands/smith", undefined, { "if-match": "*" });
    expect((await removal()).body.code).toBe("still_used");
    await ask("PATCH", "/brands/smith", { name: both("Zinnsmith") }, match(1));
    const found = await office.list("q=zinnsmith");
    expect(found.items.map(({ slug }) => slug)).toEqual([made.slug]);
    await ask("PATCH", `/products/${made.id}`, { brand: "hanok" }, { "if-match": "*" });
    expect((await removal()).status).toBe(204);
  });
});

describe("catalog administration: values of an attribute", () => {
  const values = (...keys: string[]) => keys.map((key) => ({ key, label: both(key) }));

  test("stand in their order, are facets, are found under a new label and stay while a product has them", async () => {
    await ask("POST", "/attributes", {
      key: "wood",
      name: both("Wood"),
      values: values("oak", "ash", "elm"),
    });
    const made = await onSale({
      title: both("Board"),
      attributes: [{ attribute: "wood", value: "ash" }],
    });
    const patch = (list: object[], version: number) =>
      ask("PATCH", "/attributes/wood", { values: list }, match(version));
    const refused = await patch(values("oak"), 1);
    expect([refused.body.code, refused.body.detail]).toEqual(["still_used", "Products have ash."]);
    const list = [{ key: "ash", label: both("Weisskern") }, ...values("oak", "fir")];
    expect((await patch(list, 1)).body).toMatchObject({ values: list, version: 2 });
    const found = await office.list("q=weisskern&attr.wood=ash");
    expect(found.items.map(({ slug }) => slug)).toEqual([made.slug]);
    expect((await ask("DELETE", "/attributes/wood", undefined, match(2))).body.code).toBe(
      "still_used",
    );
    await ask("PATCH", `/products/${made.id}`, { attributes: [] }, { "if-match": "*" });
    expect((await ask("DELETE", "/attributes/wood", undefined, match(2))).status).toBe(204);
  });

  test("a key twice, and a name in no language, are 422", async () => {
    const twice = { key: "twice", name: both("Twice"), values: values("a", "a") };
    const answers = [
      await ask("POST", "/attributes", twice),
      await ask("POST", "/attributes", { key: "nameless", name: both(" ") }),
    ];
    const paths = answers.map(({ body }) => body.errors.map((each: { path: string }) => each.path));
    expect(paths).toEqual([["values"], ["name"]]);
  });
});

describe("catalog administration: products of a collection", () => {
  test("stand in their order, and one that is no product is 422", async () => {
    const [a, b, c] = [await onSale({}), await onSale({}), await onSale({})];
    const made = await ask("POST", "/collections", {
      slug: "desk",
      title: both("Desk"),
      products: [a.id, b.id],
    });
    const path = `/collections/${made.body.id}`;
    const changed = await ask("PATCH", path, { products: [c.id, a.id] }, match(1));
    const ids = (body: { products: { id: string }[] }) => body.products.map(({ id }) => id);
    expect(ids(changed.body)).toEqual([c.id, a.id]);
    expect(ids((await ask("GET", path)).body)).toEqual([c.id, a.id]);
    const unknown = a.id.replace(/.{4}$/, "0000");
    const refused = await ask("PATCH", path, { products: [unknown] }, match(2));
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ path: "products" }]]);
  });

  test("the one the home page leads with stays", async () => {
    const { body } = await ask("GET", "/collections");
    const { id } = body.items.find((each: { slug: string }) => each.slug === "featured");
    const removal = await ask("DELETE", `/collections/${id}`, undefined, { "if-match": "*" });
    expect([removal.status, removal.body.code]).toEqual([409, "still_used"]);
  });
});

describe("catalog administration: synonyms", () => {
  test("lead a search from one word to the other, both ways or one way, and no longer once removed", async () => {
    const made = await onSale({ title: both("Zimmet jar") });
    const found = async (q: string) => (await office.list(`q=${q}`)).items.map(({ slug }) => slug);
    const group = async (words: string[], oneWay: boolean) =>
      (await ask("POST", "/synonyms", { words, oneWay })).body;
    const twoWay = await group(["Quorx", "Zimmet"], false);
    expect(twoWay.words).toEqual(["quorx", "zimmet"]);
    expect(await found("quorx")).toEqual([made.slug]);
    await group(["zimmet", "wibbel"], true);
    await group(["vessle thing", "zimmet"], true);
    expect(await found("vessle thing")).toEqual([made.slug]);
    expect(await found("wibbel")).toEqual([]);
    await ask("DELETE", `/synonyms/${twoWay.id}`, undefined, match(1));
    expect(await found("quorx")).toEqual([]);
  });

  test.each([
    ["one word alone", { words: ["a"] }],
    ["a word twice, in other letters", { words: ["Mug", "mug!"] }],
    ["a word of signs", { words: ["mug", "!!!"] }],
    ["21 words", { words: Array.from({ length: 21 }, (_, i) => `w${i}`) }],
    ["a word of 41 letters", { words: ["mug", "x".repeat(41)] }],
    ["a field nobody knows", { words: ["a", "b"], both: true }],
  ])("%s is 422", async (_what, body) => {
    expect((await ask("POST", "/synonyms", body)).body.code).toBe("validation_failed");
  });

  test("no word of a group is an operator of the search", async () => {
    const words = ["'a' | 'b'", "c\\:*", "d & !e", "zwurbel"];
    expect((await ask("POST", "/synonyms", { words })).status).toBe(201);
    for (const q of words)
      expect((await office.get(`/api/products?q=${encodeURIComponent(q)}`)).status).toBe(200);
  });

  test("501 groups are too many, also of those who ask at once", async () => {
    await office.database.query(
      `insert into catalog.synonym (id, words)
       select 'syn_' || i, array['fill' || i, 'full' || i] from generate_series(1, 499 - (select count(*)::int from catalog.synonym)) i`,
    );
    const answers = await Promise.all(
      ["one", "two", "three"].map((word) =>
        ask("POST", "/synonyms", { words: [word, `${word}s`] }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });
});
