/** Every write of the administration is decided on what member says now. Walks the contracts' operations. */
import { catalogGroups } from "@edgemart/contracts/catalog-groups";
import type { Operation } from "@edgemart/contracts/operation";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type BackOffice, draft, openBackOffice, won } from "./back-office.ts";
import { MEMBER } from "./shop.ts";

const ADMIN = { role: "admin", status: "active" } as const;
let office: BackOffice;
beforeAll(async () => {
  office = await openBackOffice();
}, 60_000);
afterAll(() => office?.close());
afterEach(() => {
  MEMBER.standing = ADMIN;
});

const operations: Operation[] = Object.values(catalogGroups.administration);
const writes = operations.filter(({ method }) => method !== "get");
const nameOf = ({ method, path }: Operation) =>
  `${method.toUpperCase()} ${path.replace("/api/admin/catalog", "")}`;

const text = (word: string) => ({ ko: word, en: word });
interface Call {
  path: string;
  body?: unknown;
}
let made = 0;
const product = async () => office.newProduct();
const withVariant = async () => office.addVariant(await product(), {}, 0);
const sole = (more: object = {}) => ({ slug: `standing-${++made}`, name: text("이름"), ...more });
const create = async (path: string, body: object) => (await office.ask("POST", path, body)).body;
const category = () => sole({ description: text("설명"), parent: null, position: 0 });
const attribute = () => ({
  key: `standing-${++made}`,
  name: text("이름"),
  position: 0,
  values: [],
});
const collection = () => ({ slug: `standing-${++made}`, title: text("제목"), products: [] });
const synonym = () => ({ words: [`word ${++made}`, `other ${made}`] });

/** A valid call of each write, on things of its own. */
const CALLS: Record<string, () => Promise<Call>> = {
  "POST /products": async () => ({ path: "/products", body: draft() }),
  "PATCH /products/{id}": async () => ({
    path: `/products/${(await product()).id}`,
    body: { tags: ["new"] },
  }),
  "PUT /products/{id}/media": async () => ({
    path: `/products/${(await product()).id}/media`,
    body: { media: [] },
  }),
  "POST /products/{id}/variants": async () => ({
    path: `/products/${(await product()).id}/variants`,
    body: {
      variant: { sku: `STAND-${++made}`, optionValues: ["white"], price: won(9000) },
      initialStock: 1,
    },
  }),
  "POST /products/{id}/variants/batch": async () => {
    const variant = { sku: `STAND-${++made}`, optionValues: ["sand"], price: won(9000) };
    const body = { variants: [{ variant, initialStock: 1 }] };
    return { path: `/products/${(await product()).id}/variants/batch`, body };
  },
  "PUT /products/{id}/variants/{variantId}": async () => {
    const { id, variants } = await withVariant();
    const [variant] = variants;
    const body = { sku: variant?.sku, optionValues: ["navy"], price: won(8000) };
    return { path: `/products/${id}/variants/${variant?.id}`, body };
  },
  "DELETE /products/{id}/variants/{variantId}": async () => {
    const { id, variants } = await withVariant();
    return { path: `/products/${id}/variants/${variants[0]?.id}` };
  },
  "POST /stock/{sku}/movements": async () => ({
    path: `/stock/${(await withVariant()).variants[0]?.sku}/movements`,
    body: { delta: 1, reason: "received" },
  }),
  "POST /categories": async () => ({ path: "/categories", body: category() }),
  "PATCH /categories/{id}": async () => ({
    path: `/categories/${(await create("/categories", category())).id}`,
    body: { position: 3 },
  }),
  "DELETE /categories/{id}": async () => ({
    path: `/categories/${(await create("/categories", category())).id}`,
  }),
  "POST /brands": async () => ({ path: "/brands", body: sole() }),
  "PATCH /brands/{slug}": async () => ({
    path: `/brands/${(await create("/brands", sole())).slug}`,
    body: { name: text("다른 이름") },
  }),
  "DELETE /brands/{slug}": async () => ({
    path: `/brands/${(await create("/brands", sole())).slug}`,
  }),
  "POST /attributes": async () => ({ path: "/attributes", body: attribute() }),
  "PATCH /attributes/{key}": async () => ({
    path: `/attributes/${(await create("/attributes", attribute())).key}`,
    body: { position: 3 },
  }),
  "DELETE /attributes/{key}": async () => ({
    path: `/attributes/${(await create("/attributes", attribute())).key}`,
  }),
  "POST /collections": async () => ({ path: "/collections", body: collection() }),
  "PATCH /collections/{id}": async () => ({
    path: `/collections/${(await create("/collections", collection())).id}`,
    body: { title: text("다른 제목") },
  }),
  "DELETE /collections/{id}": async () => ({
    path: `/collections/${(await create("/collections", collection())).id}`,
  }),
  "POST /synonyms": async () => ({ path: "/synonyms", body: synonym() }),
  "PATCH /synonyms/{id}": async () => ({
    path: `/synonyms/${(await create("/synonyms", synonym())).id}`,
    body: { oneWay: true },
  }),
  "DELETE /synonyms/{id}": async () => ({
    path: `/synonyms/${(await create("/synonyms", synonym())).id}`,
  }),
};
const ask = (operation: Operation, { path, body }: Call, key: string) =>
  office.ask(operation.method.toUpperCase(), path, body, {
    "if-match": "*",
    "idempotency-key": key,
  });
async function everything(): Promise<string> {
  const tables = ["product", "product_media", "variant", "stock_level", "stock_movement"];
  tables.push(
    "category",
    "brand",
    "attribute",
    "attribute_value",
    "collection",
    "synonym",
    "audit_event",
  );
  const rows = tables.map((name) =>
    office.database.query(`select * from catalog.${name} t order by t`),
  );
  return JSON.stringify(await Promise.all(rows));
}

test("every write of the contracts has a valid call here", () => {
  expect(Object.keys(CALLS).sort()).toEqual(writes.map(nameOf).sort());
});

describe("architecture 21: rights of now", () => {
  for (const operation of writes) {
    test(`${nameOf(operation)}: refused to an administrator of before, done for one of now`, async () => {
      const call = await CALLS[nameOf(operation)]?.();
      if (!call) throw new Error("no call");
      const key = crypto.randomUUID();
      const before = [await everything(), await office.generation()];
      const refusals = [
        [{ role: "member", status: "active" }, 403, "forbidden"],
        [{ role: "admin", status: "disabled" }, 401, "token_invalid"],
        [null, 401, "token_invalid"],
        ["away", 503, "temporarily_unavailable"],
      ] as const;
      for (const [standing, status, code] of refusals) {
        MEMBER.standing = standing;
        const answer = await ask(operation, call, key);
        expect([answer.status, answer.body.code]).toEqual([status, code]);
      }
      expect([await everything(), await office.generation()]).toEqual(before);
      MEMBER.standing = ADMIN;
      const asked = MEMBER.asked;
      const done = await ask(operation, call, key);
      expect([done.status < 300 || done.body, MEMBER.asked - asked]).toEqual([true, 1]);
      MEMBER.standing = { role: "member", status: "active" };
      // A lost answer is not given again to somebody who lost the right.
      expect((await ask(operation, call, key)).status).toBe(403);
    });
  }

  test("a read asks nobody: the token of a moment ago is enough", async () => {
    MEMBER.standing = "away";
    const asked = MEMBER.asked;
    const reads = ["/products", "/categories", "/brands", "/attributes", "/collections", "/audit"];
    for (const path of reads) expect((await office.ask("GET", path)).status).toBe(200);
    expect(MEMBER.asked).toBe(asked);
  });
});
