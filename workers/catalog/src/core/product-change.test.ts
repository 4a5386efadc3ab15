/** What an administrator's change of a product means, and what is wrong with it. */
import { blanks } from "@edgemart/contracts/catalog-product-fields";
import { AdminProduct } from "@edgemart/contracts/catalog-products";
import { VariantInput } from "@edgemart/contracts/catalog-variants";
import { newId } from "@edgemart/worker-kit/ids";
import { describe, expect, test } from "vitest";
import { newVariantErrors, optionErrors, patched, variantErrors } from "./product-change.ts";

const label = (ko: string) => ({ ko, en: "" });
const option = (key: string, ...keys: string[]) => ({
  key,
  name: label(key),
  values: keys.map((each) => ({ key: each, label: label(each) })),
});
const SIZE = option("size", "s", "m", "l");
const COLOUR = option("colour", "red", "blue");

const input = (sku: string, optionValues: string[], currency = "KRW") =>
  VariantInput.parse({ sku, optionValues, price: { amountMinor: 1_000, currency } });
const variant = (sku: string, ...values: string[]) => ({
  ...input(sku, values),
  id: newId("variant"),
  stock: { onHand: 0, reserved: 0 },
});
const AT = "2026-11-20T09:00:00.000Z";
const NOW = AdminProduct.parse({
  ...blanks,
  ...{ id: newId("product"), slug: "mug", status: "active", title: label("컵") },
  ...{ brand: "ong", category: "mugs", options: [SIZE, COLOUR], media: [], version: 3 },
  ...{ createdAt: AT, updatedAt: AT },
  variants: [variant("A", "s", "red"), variant("B", "m", "blue")],
});
const [A, B] = NOW.variants;
if (!A || !B) throw new Error("the product has two variants");
const codes = (errors: { path: string; code: string; message: string }[]) =>
  errors.map(({ path, code, message }) => {
    expect(message).not.toBe("");
    return `${path} ${code}`;
  });

describe("a patch", () => {
  test("changes what it names; the rest of what can be patched stays, and nothing else is in it", () => {
    const next = patched(NOW, { slug: "cup", tags: ["new"] });
    expect(next).toMatchObject({ slug: "cup", tags: ["new"], brand: "ong", options: NOW.options });
    for (const key of ["id", "media", "variants", "version", "createdAt", "updatedAt"]) {
      expect(next).not.toHaveProperty(key);
    }
  });
});

describe("new options", () => {
  const left = (...options: ReturnType<typeof option>[]) => codes(optionErrors(NOW, options));
  test("that still have every variant's values are possible, in more values too", () => {
    expect(left(SIZE, COLOUR)).toEqual([]);
    expect(left(option("size", "xl", "m", "s"), COLOUR)).toEqual([]);
  });
  test("leave out each variant whose value is gone, and every one when there is another number of them", () => {
    expect(left(option("size", "m"), COLOUR)).toEqual(["options variant_left_out"]);
    expect(left(SIZE)).toEqual(Array(2).fill("options variant_left_out"));
    expect(left(SIZE, COLOUR, SIZE)).toHaveLength(2);
    expect(optionErrors(NOW, [option("size", "m"), COLOUR])[0]?.message).toContain("variant A");
  });
  test("name twenty variants at most", () => {
    const variants = Array.from({ length: 21 }, (_, at) => variant(`V${at}`, "s", "red"));
    expect(optionErrors({ ...NOW, variants }, [])).toHaveLength(20);
  });
});

describe("a variant next to the others of its product", () => {
  const added = (next: VariantInput) => codes(variantErrors(NOW, null, next));
  const replaced = (next: VariantInput) => codes(variantErrors(NOW, A.id, next));

  test("may be any combination that is free; a replaced one may keep its own", () => {
    expect(added(input("C", ["l", "red"]))).toEqual([]);
    expect(replaced(input("A", ["s", "red"]))).toEqual([]);
    expect(replaced(input("A", ["l", "blue"]))).toEqual([]);
  });
  test("is not another's combination", () => {
    expect(added(input("C", ["m", "blue"]))).toEqual(["optionValues taken"]);
    expect(replaced(input("A", ["m", "blue"]))).toEqual(["optionValues taken"]);
  });
  test("has one value of each option, in their order", () => {
    expect(added(input("C", ["s"]))).toEqual(["optionValues wrong_length"]);
    expect(added(input("C", ["s", "green"]))).toEqual(["optionValues.1 unknown"]);
    expect(added(input("C", ["red", "s"]))).toEqual([
      "optionValues.0 unknown",
      "optionValues.1 unknown",
    ]);
  });
  test("values that only look alike when they are put together are two combinations", () => {
    const options = [option("x", "a", "ab"), option("y", "b-c", "c")];
    const now = { ...NOW, options, variants: [{ ...A, optionValues: ["a", "b-c"] }] };
    expect(codes(variantErrors(now, null, input("C", ["ab", "c"])))).toEqual([]);
  });
  test("keeps its SKU", () => {
    expect(replaced(input("A2", ["s", "red"]))).toEqual(["sku immutable"]);
    expect(added(input("A2", ["l", "red"]))).toEqual([]);
  });
  test("is in the currency of the others; the only one may change it", () => {
    expect(added(input("C", ["l", "red"], "USD"))).toEqual(["price.currency mixed_currency"]);
    expect(replaced(input("A", ["s", "red"], "USD"))).toEqual(["price.currency mixed_currency"]);
    const alone = { ...NOW, variants: [A] };
    expect(variantErrors(alone, A.id, input("A", ["s", "red"], "USD"))).toEqual([]);
    expect(variantErrors(NOW, null, input("C", ["l", "red"], "USD"))[0]?.message).toContain("KRW");
  });
});

describe("several new variants", () => {
  const all = (...inputs: VariantInput[]) => newVariantErrors(NOW, inputs).map(codes);
  test("are judged one by one, each next to those before it", () => {
    expect(all(input("C", ["l", "red"]), input("D", ["l", "red"]), input("E", ["s"]))).toEqual([
      [],
      ["optionValues taken"],
      ["optionValues wrong_length"],
    ]);
  });
  test("do not share a SKU", () => {
    expect(all(input("C", ["l", "red"]), input("C", ["l", "blue"]))).toEqual([[], ["sku taken"]]);
  });
  test("do not tell of a SKU that is kept already: the database does, as for a single one", () => {
    expect(all(input("A", ["l", "red"]), input("C", ["l", "blue"]))).toEqual([[], []]);
    expect(all(input("C", ["l", "red"]), input("A", ["l", "blue"]))).toEqual([[], []]);
  });
});
