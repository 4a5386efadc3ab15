/** The catalog Worker's app with an administrator's token, a real PostgreSQL and a real Redis. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { expect } from "vitest";
import { startTestStore, type TestStore } from "../../../tests/stores/test-store.ts";
import { app } from "../src/app.ts";
import { type Answer, openShop, type Shop } from "./shop.ts";

export interface BackOffice extends Shop {
  store: TestStore;
  env: Shop["env"];
  adminId: string;
  member: string;
  /** Any method below `/api/admin/catalog`, as an administrator, under a new key. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
    env?: object,
  ): Promise<Answer>;
  /** A draft with one option of three colours, made through the API. */
  newProduct(more?: object): Promise<AdminProduct>;
  /** Adds a variant and gives the product. */
  addVariant(product: AdminProduct, more: object, initialStock?: number): Promise<AdminProduct>;
  generation(): Promise<number>;
  close(): Promise<void>;
}

let made = 0;

/** Opens the administration on a PostgreSQL and a Redis of its own, with a signed administrator. */
export async function openBackOffice(): Promise<BackOffice> {
  const [shop, store, signer] = await Promise.all([openShop(), startTestStore(), tokenSigner()]);
  const env = { ...shop.env, ...store.vars, ...signer.vars };
  const adminId = newId("member");
  const admin = await signer.sign(adminId, "admin");
  const ask: BackOffice["ask"] = async (method, path, body, headers = {}, otherEnv = env) => {
    const response = await app.request(
      `/api/admin/catalog${path}`,
      {
        method,
        headers: {
          authorization: `Bearer ${admin}`,
          ...(method !== "GET" && { "idempotency-key": crypto.randomUUID() }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      otherEnv,
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text ? JSON.parse(text) : null,
    };
  };
  return {
    ...shop,
    store,
    env,
    adminId,
    member: await signer.sign(newId("member"), "member"),
    ask,
    async newProduct(more = {}) {
      const { status: wanted = "draft", ...rest } = { ...more } as { status?: string };
      const { status, body } = await ask("POST", "/products", draft(rest));
      expect([status, body.errors]).toEqual([201, undefined]);
      if (wanted === "draft") return body;
      // On sale from before the rule that a product needs a variant first: tests add the variant next.
      await shop.database.query("update catalog.product set status = $1 where id = $2", [
        wanted,
        body.id,
      ]);
      await shop.database.query(
        `insert into catalog.product_media (product_id, position, picture_id, alt_ko, alt_en, width, height, thumbhash)
         values ($1, 0, $2, '', '', 4, 3, $3)`,
        [body.id, "0".repeat(64), PICTURE.thumbhash],
      );
      return { ...body, status: wanted };
    },
    async addVariant(product, more, initialStock = 0) {
      const variant = { sku: `N-${++made}`, optionValues: ["white"], price: won(9000), ...more };
      const match = { "if-match": `"${product.version}"` };
      const answer = await ask(
        "POST",
        `/products/${product.id}/variants`,
        { variant, initialStock },
        match,
      );
      expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
      return answer.body;
    },
    generation: async () => Number((await store.redis.get("gen:catalog")) ?? 0),
    async close() {
      await Promise.all([shop.database.stop(), store.stop()]);
    },
  };
}

export const PICTURE = {
  id: "a".repeat(64),
  alt: { ko: "", en: "" },
  width: 10,
  height: 20,
  thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
};
/** Makes an amount in won. */
export const won = (amountMinor: number) => ({ amountMinor, currency: "KRW" });

/** Makes the input of a new product that breaks no rule. @param more fields to add or replace */
export function draft(more: object = {}) {
  return {
    slug: `new-thing-${++made}`,
    title: { ko: "새 물건", en: "New thing" },
    brand: "hanok",
    category: "mugs",
    tags: ["gift"],
    attributes: [{ attribute: "colour", value: "white" }],
    options: [
      {
        key: "colour",
        name: { ko: "색상", en: "Colour" },
        values: ["white", "navy", "sand"].map((key) => ({ key, label: { ko: key, en: key } })),
      },
    ],
    ...more,
  };
}
