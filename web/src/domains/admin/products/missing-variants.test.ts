import { Sku } from "@edgemart/contracts/catalog-fields";
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import {
  missingCombinations,
  pickedVariants,
  rowErrors,
  suggestedSku,
} from "./missing-variants.ts";

const option = (key: string, ...values: string[]) => ({
  key,
  name: { ko: key, en: key },
  values: values.map((each) => ({ key: each, label: { ko: each, en: each } })),
});
/** The parts of a product that are looked at. */
const product = (options: object[], there: string[][]) =>
  ({
    slug: "moon-cup",
    options,
    variants: there.map((optionValues) => ({ optionValues })),
  }) as unknown as AdminProduct;
const form = (fields: Record<string, string[]>): PostedForm => ({
  ...{ lang: "en", file: null },
  text: (name) => fields[name]?.[0] ?? "",
  all: (name) => fields[name] ?? [],
});

describe("the combinations that are missing", () => {
  test("are all of them but those that are there, in the options' order", () => {
    const two = [option("colour", "white", "navy"), option("size", "s", "l")];
    expect(missingCombinations(product(two, [["white", "l"]]))).toEqual([
      ["white", "s"],
      ["navy", "s"],
      ["navy", "l"],
    ]);
    expect(missingCombinations(product([], []))).toEqual([]);
    const all = ["white", "navy"].flatMap((colour) => ["s", "l"].map((size) => [colour, size]));
    expect(missingCombinations(product(two, all))).toEqual([]);
  });
  test("are never more than a product can take", () => {
    const values = Array.from({ length: 50 }, (_, at) => `v${at}`);
    const three = ["a", "b", "c"].map((key) => option(key, ...values));
    expect(missingCombinations(product(three, [])).length).toBe(50);
    const there = Array.from({ length: 195 }, (_, at) => ["x", "y", `${at}`]);
    expect(missingCombinations(product(three, there)).length).toBe(5);
  });
  test("have a SKU each that is one, however long their names", () => {
    for (const slug of ["moon-cup", "a", "m".repeat(120)]) {
      for (const values of [["white"], ["navy_blue", "xl"], ["v".repeat(40), "w".repeat(40)]]) {
        expect(Sku.safeParse(suggestedSku({ slug }, values)).success).toBe(true);
      }
    }
    expect(suggestedSku({ slug: "moon-cup" }, ["white", "l"])).toBe("MOON-CUP-WHITE-L");
  });
});

describe("a form of many variants", () => {
  const rows = {
    combination: ["white|s", "white|l", "navy|s"],
    sku: ["A", "B", "C"],
    price: ["9,000", "₩9,500", "free"],
    stock: ["1", "", "2"],
  };
  test("makes the rows that are ticked, as they are typed", () => {
    const read = pickedVariants(form({ ...rows, picked: ["white|s", "white|l"] }));
    expect(
      read.ok &&
        read.value.map(({ variant, initialStock }) => [
          variant.sku,
          variant.price.amountMinor,
          variant.optionValues,
          initialStock,
        ]),
    ).toEqual([
      ["A", 9_000, ["white", "s"], 1],
      ["B", 9_500, ["white", "l"], 0],
    ]);
  });
  test.each([
    [{ picked: ["navy|s"] }, "price.2", "invalid"],
    [{ picked: ["white|s"], price: ["0"] }, "price.0", "unusual"],
    [{ picked: ["white|s"], stock: ["-1"] }, "stock.0", "invalid"],
    [{ picked: [] }, "picked", "invalid"],
  ])("%j is refused by its row", (more, path, code) => {
    expect(pickedVariants(form({ ...rows, ...more }))).toMatchObject({
      ok: false,
      error: { errors: [{ path, code }] },
    });
  });
  test("what the catalog says of a place is said of the page's row", () => {
    const posted = form({ ...rows, picked: ["navy|s"] });
    const found = [{ path: "variants.0.variant.sku", code: "taken", message: "" }];
    expect(rowErrors(posted, found)).toMatchObject([{ path: "sku.2" }]);
  });
});
