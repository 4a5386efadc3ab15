/** What a refused write broke, as codes. */
import { describe, expect, test } from "vitest";
import { type BrokenCode, broken, referenceErrors } from "./refusals.ts";

const WRITES = ["slug_taken", "sku_taken", "validation_failed"] as const;

/** The failure as `code path code`; the sentence must be there. */
function told(constraint: string, breaks: readonly BrokenCode[] = WRITES): string {
  const result = broken(constraint, breaks);
  if (result.ok) throw new Error("a broken constraint is a failure");
  const { code, errors = [] } = result.error;
  for (const { message } of errors) expect(message).not.toBe("");
  return [code, ...errors.map((error) => `${error.path} ${error.code}`)].join(" ");
}

const REFERENCES: [constraint: string, failure: string][] = [
  ["product_brand_slug_brand_slug_fk", "validation_failed brand unknown"],
  ["product_category_id_category_id_fk", "validation_failed category unknown"],
  ["category_parent_id_category_id_fk", "validation_failed parent unknown"],
];

describe("a broken constraint names the field that broke it", () => {
  test.each<[string, string]>([
    ["product_slug_key", "slug_taken slug taken"],
    ["category_slug_key", "slug_taken slug taken"],
    ["brand_pkey", "slug_taken slug taken"],
    ["attribute_pkey", "slug_taken key taken"],
    ["collection_slug_key", "slug_taken slug taken"],
    ["collection_product_product_id_product_id_fk", "validation_failed products unknown"],
    ["variant_sku_key", "sku_taken sku taken"],
    ["variant_options_key", "validation_failed optionValues taken"],
    ["synonym_groups_few", "validation_failed words too_many"],
    ["category_is_a_tree", "validation_failed parent cycle"],
    ["category_not_its_own_parent", "validation_failed parent cycle"],
    ...REFERENCES,
  ])("%s: %s", (constraint, failure) => expect(told(constraint)).toBe(failure));

  test.each(REFERENCES)("%s, broken by a removal: others still point there", (constraint) => {
    expect(told(constraint, ["still_used"])).toBe("still_used");
  });

  test.each<[string, readonly BrokenCode[]]>([
    ["stock_level_check", WRITES],
    ["stock_level_check", ["still_used"]],
    ["product_slug_key", ["still_used"]],
    ["product_slug_key", ["sku_taken", "validation_failed"]],
    ["product_brand_slug_brand_slug_fk", ["slug_taken"]],
  ])("%s is a bug, and named, where a write may break %j alone", (constraint, breaks) => {
    expect(() => broken(constraint, breaks)).toThrow(constraint);
  });
});

test("every reference that leads nowhere is named, and no other", () => {
  const found = { brand: false, category: false, facets: [] };
  const named = (missing: Partial<typeof found> | { facets: string[] }) =>
    referenceErrors({ ...found, ...missing }).map(({ path, code, message }) => {
      expect(message).not.toBe("");
      return `${path} ${code}`;
    });
  expect(named({})).toEqual([]);
  expect(named({ brand: true })).toEqual(["brand unknown"]);
  expect(named({ category: true })).toEqual(["category unknown"]);
  expect(named({ facets: ["colour:red", "size:xl"] })).toEqual(Array(2).fill("attributes unknown"));
  expect(referenceErrors({ ...found, facets: ["size:xl"] })[0]?.message).toContain("size:xl");
});
