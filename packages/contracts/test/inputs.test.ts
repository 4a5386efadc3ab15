/** Laws of what callers send, beyond the form of each field: what must be distinct, and what must say something. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { CartInput } from "../src/cart.ts";
import { ListingQuery } from "../src/catalog.ts";
import { CategoryCreate } from "../src/catalog-categories.ts";
import { ProductOption } from "../src/catalog-product-fields.ts";
import { ProductCreate } from "../src/catalog-products.ts";
import { StockMovementInput } from "../src/catalog-stock.ts";
import { AttributeCreate, CollectionCreate } from "../src/catalog-structure.ts";
import { SynonymCreate } from "../src/catalog-synonyms.ts";
import { Email } from "../src/email.ts";
import { MemberListQuery } from "../src/member.ts";
import { CouponCode, OrderItemInput } from "../src/order.ts";
import { minorOf, PayInput } from "../src/payment.ts";
import { AdjustInput } from "../src/points.ts";
import { Timestamp } from "../src/time.ts";
import { VariantQuery } from "../src/variant-card.ts";

const SOURCES = new URL("../src/", import.meta.url);
const files = readdirSync(SOURCES, { recursive: true })
  .map(String)
  .filter((name) => /^[a-z/-]+\.ts$/.test(name));
const modules: Record<string, unknown>[] = await Promise.all(
  files.map((name) => import(new URL(name, SOURCES).href)),
);
const patches = modules
  .flatMap((module) => Object.entries(module))
  .filter(([name]) => name.endsWith("Patch"))
  .map(([name, schema]) => [name, schema as z.ZodType] as const);
/** One of these is a field of each patch. */
const CHANGES = [
  { position: 1 },
  { oneWay: true },
  { status: "archived" },
  { products: [] },
  { active: false },
  { perMember: 2 },
];

const takes = (schema: z.ZodType, input: unknown) => schema.safeParse(input).success;
const text = (ko: string, en = "") => ({ ko, en });
const lines = (...skus: string[]) => ({
  items: skus.map((sku) => ({ sku, quantity: 1, priceSeenMinor: null })),
});

describe("a patch", () => {
  test.each(patches)("%s changes one field at least", (_name, schema) => {
    const named = [{ name: "Mina" }, { name: text("이름") }, ...CHANGES];
    expect(takes(schema, {})).toBe(false);
    expect(named.some((change) => takes(schema, change))).toBe(true);
  });

  test("there are some", () => expect(patches.length).toBeGreaterThan(5));
});

describe("a list names nothing twice", () => {
  const values = (...keys: string[]) => keys.map((key) => ({ key, label: text(key) }));
  const option = (key: string) => ({ key, name: text(key), values: values("a") });
  const product = { slug: "mug", title: text("컵"), brand: "ong", category: "cups" };
  const [one, other] = ["0", "1"].map((sign) => `prd_${sign.repeat(26)}`);

  test.each<[string, z.ZodType, (names: string[]) => unknown, string, string]>([
    ["a cart", CartInput, (skus) => lines(...skus), "A-1", "A-2"],
    [
      "an option",
      ProductOption,
      (keys) => ({ ...option("size"), values: values(...keys) }),
      ...(["s", "m"] as const),
    ],
    [
      "a product's options",
      ProductCreate,
      (keys) => ({ ...product, options: keys.map(option) }),
      ...(["size", "colour"] as const),
    ],
    [
      "an attribute",
      AttributeCreate,
      (keys) => ({ key: "material", name: text("재료"), values: values(...keys) }),
      ...(["wood", "clay"] as const),
    ],
    [
      "a collection",
      CollectionCreate,
      (products) => ({ slug: "new", title: text("새것"), products }),
      ...([one, other] as [string, string]),
    ],
    [
      "a group of synonyms",
      SynonymCreate,
      (words) => ({ words: ["third", ...words] }),
      "cup",
      "mug",
    ],
  ])("%s", (_what, schema, inputOf, first, second) => {
    expect(takes(schema, inputOf([first, second]))).toBe(true);
    expect(takes(schema, inputOf([first, second, first]))).toBe(false);
  });
});

describe("a name in two languages", () => {
  test.each([
    [text("컵", "cup"), true],
    [text("컵"), true],
    [text("", "cup"), true],
    [text(""), false],
    [text("  ", "\t"), false],
  ])("%j: %s", (name, isTaken) => {
    expect(takes(CategoryCreate, { slug: "cups", name })).toBe(isTaken);
  });
});

describe("synonyms are compared as the search compares words", () => {
  const wordsOf = (...words: string[]) => SynonymCreate.safeParse({ words }).data?.words;
  test.each([
    ["MUG Cup", "mug cup"],
    ["  mug -- cup!", "mug cup"],
    ["ｍｕｇ", "mug"],
    ["half½", "half1 2"],
    ["क्षेत्र 3", "क्षेत्र 3"],
  ])("%j is %j", (typed, word) => {
    expect(wordsOf(typed, "other")).toEqual([word, "other"]);
  });
  test("spelt in two ways a word is still one, and signs alone are none", () => {
    expect([wordsOf("Mug", "mug!"), wordsOf("--", "mug")]).toEqual([undefined, undefined]);
  });
});

test("stock is moved by something", () => {
  const moved = (delta: number) => takes(StockMovementInput, { delta, reason: "counted" });
  expect([moved(1), moved(-1), moved(0)]).toEqual([true, true, false]);
});

test("lists in addresses: empty items are left out, and a SKU asked for twice is asked for once", () => {
  expect(ListingQuery.parse({ brand: ",ong,,lim," }).brand).toEqual(["ong", "lim"]);
  expect(VariantQuery.parse({ sku: "A-1,,A-2,A-1" }).sku).toEqual(["A-1", "A-2"]);
  expect(takes(VariantQuery, { sku: "," })).toBe(false);
});

test.each([
  ["mina@example.com", true],
  ["mina@example", false],
])("%s is an address of e-mail: %s, also where members are looked for by it", (email, isOne) => {
  expect([takes(Email, email), takes(MemberListQuery, { email })]).toEqual([isOne, isOne]);
});

test.each([
  ["0001-01-01T00:00:00Z", true],
  ["0000-12-31T23:59:59Z", false],
  ["2026-01-01T00:00:00.0000Z", true],
])("%s is a time that a row can have: %s", (time, isOne) => {
  expect(takes(Timestamp, time)).toBe(isOne);
});

test("a thing that is ordered is named by its SKU or by its product, and not by both", () => {
  const named = (names: object) => takes(OrderItemInput, { ...names, quantity: 1 });
  const productId = `prd_${"0".repeat(26)}`;
  expect([named({ sku: "A-1" }), named({ productId })]).toEqual([true, true]);
  expect([named({}), named({ sku: "A-1", productId })]).toEqual([false, false]);
});

test("a coupon's code is the same in small letters", () => {
  const codes = ["spring-26", "SPRING-26", "Spring-26"].map((code) => CouponCode.parse(code));
  expect(codes).toEqual(Array(3).fill("SPRING-26"));
});

test("an amount is of one currency; a bare number says enough only where there are no decimals", () => {
  const dollars = { amountMinor: 500, currency: "USD" } as const;
  expect([minorOf(500, "KRW"), minorOf(500, "USD")]).toEqual([500, null]);
  expect([minorOf(dollars, "USD"), minorOf(dollars, "KRW")]).toEqual([500, null]);
});

test("a payment by card has a second spelling, the source system's", () => {
  const paid = (paymentMethod?: string) =>
    PayInput.safeParse({ orderId: `ord_${"0".repeat(26)}`, paymentMethod }).data?.paymentMethod;
  expect(["credit_card", "CARD", undefined, "POINT", "card", ""].map(paid)).toEqual([
    ...["CARD", "CARD", "CARD", "POINT", undefined, undefined],
  ]);
});

test("an administrator gives or takes some points, and says why", () => {
  const memberId = `mem_${"0".repeat(26)}`;
  const adjusted = (amount: number, reason: string) =>
    takes(AdjustInput, { memberId, amount, reason });
  expect([adjusted(1, "gift"), adjusted(-1, "mistake")]).toEqual([true, true]);
  expect([adjusted(0, "gift"), adjusted(1, ""), adjusted(1, "  ")]).toEqual(Array(3).fill(false));
});
