/** The catalog Worker's app on a real PostgreSQL filled with the fixture; mugs stand below the kitchen. */
import { type ProductCard, ProductListing } from "@edgemart/contracts/catalog";
import type { MemberLookupRpc, Standing } from "@edgemart/contracts/member-lookup";
import { expect } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { loadCatalog } from "../../../tools/seed-load/catalog.ts";
import { app } from "../src/app.ts";
import { depsOf } from "../src/deps.ts";
import { readCatalogConfig } from "../src/env.ts";
import type { Deps } from "../src/ports/deps.ts";
import { brands, categories, picturesOf, products } from "./fixture.ts";

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  body: any;
}

/** Member's answer about the administrator; a test changes it, or counts the questions. */
export const MEMBER = {
  standing: { role: "admin", status: "active" } as Standing | null | "away",
  asked: 0,
};
const MEMBER_LOOKUP: MemberLookupRpc = {
  async standing() {
    MEMBER.asked += 1;
    if (MEMBER.standing === "away") throw new Error("away");
    return MEMBER.standing;
  },
};

/** Everything catalog asks of its environment besides stores: a public read needs no token and no Redis. */
export const NO_REDIS = {
  AUTH_JWKS: JSON.stringify({
    keys: [{ kty: "OKP", crv: "Ed25519", x: "A".repeat(43), kid: "k", use: "sig", alg: "EdDSA" }],
  }),
  AUTH_ISSUER: "https://auth.test.example",
  AUTH_AUDIENCE: "edgemart-api",
  UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9",
  UPSTASH_REDIS_REST_TOKEN: "none",
  ...{ POSTGRES_FIRST_MS: "5000", POSTGRES_LATER_MS: "5000" },
  MEMBER_LOOKUP,
};

export interface Shop {
  database: TestDatabase;
  env: typeof NO_REDIS & { DATABASE_URL: string };
  get(path: string, init?: RequestInit): Promise<Answer>;
  /** What the Worker's own functions are given in this environment. */
  deps: Deps;
  /** A listing that must succeed. */
  list(query: string): Promise<ProductListing>;
}

/** Opens the Worker's app on a PostgreSQL of its own that holds the fixture. */
export async function openShop(): Promise<Shop> {
  const database = await startTestDatabase();
  const env = { ...NO_REDIS, DATABASE_URL: database.urlOf("catalog") };
  await loadCatalog(database.adminUrl, { categories, brands, products }, picturesOf);
  await database.query(
    `update catalog.category set parent_id = (select id from catalog.category where slug = 'kitchen')
      where slug = 'mugs'`,
  );
  async function get(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await app.request(path, init, env);
    const text = await response.text();
    const body = text ? JSON.parse(text) : null;
    return { status: response.status, headers: response.headers, body };
  }
  return {
    database,
    env,
    deps: depsOf(readCatalogConfig(env)),
    get,
    async list(query) {
      const { status, body } = await get(`/api/products?${query}`);
      expect([query, status, body.errors]).toEqual([query, 200, undefined]);
      return ProductListing.parse(body);
    },
  };
}

/** Gives the slugs of cards in their order. */
export const slugs = (cards: ProductCard[]) => cards.map((card) => card.slug);
