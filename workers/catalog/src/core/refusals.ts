/** Names what a refused write broke: constraint or missing reference → public failure. Pure. */
import { err, type FieldError, type Result } from "@edgemart/contracts/result";

/** References of a product that lead nowhere, as field errors. */
export function referenceErrors(missing: {
  brand: boolean;
  category: boolean;
  facets: readonly string[];
}): FieldError[] {
  const unknown = (path: string, what: string) => ({
    path,
    code: "unknown",
    message: `is no ${what}`,
  });
  return [
    ...(missing.brand ? [unknown("brand", "brand")] : []),
    ...(missing.category ? [unknown("category", "category")] : []),
    ...missing.facets.map((facet) => ({
      path: "attributes",
      code: "unknown",
      message: `${facet} is no value of an attribute`,
    })),
  ];
}

/** Codes of constraints that a write can break. */
export type BrokenCode = "slug_taken" | "sku_taken" | "still_used" | "validation_failed";

/**
 * Gives the failure of a broken constraint.
 *
 * @param breaks codes the write can answer for. With `still_used` it is a removal: a reference it breaks is one that
 *               others have; a reference that any other write breaks leads nowhere
 * @throws for one that this write cannot break
 */
export function broken<Code extends BrokenCode>(
  constraint: string,
  breaks: readonly Code[],
): Result<never, Code> {
  const codes: readonly BrokenCode[] = breaks;
  const isUsed = constraint in REFERENCES && codes.includes("still_used");
  const found = REFERENCES[constraint] ?? BROKEN[constraint];
  const code = isUsed ? "still_used" : found?.[0];
  if (!found || !code || !codes.includes(code)) throw new Error(`a write broke ${constraint}`);
  const [, path, field, message] = found;
  const more = isUsed ? {} : { errors: [{ path, code: field, message }] };
  // Guarantee of the cast: the line above found it among them.
  return err(code as Code, more);
}

type Row = [code: Exclude<BrokenCode, "still_used">, path: string, field: string, message: string];
const BROKEN: Partial<Record<string, Row>> = {
  product_slug_key: ["slug_taken", "slug", "taken", "is another product's"],
  category_slug_key: ["slug_taken", "slug", "taken", "is another category's"],
  brand_pkey: ["slug_taken", "slug", "taken", "is another brand's"],
  attribute_pkey: ["slug_taken", "key", "taken", "is another attribute's"],
  collection_slug_key: ["slug_taken", "slug", "taken", "is another collection's"],
  collection_product_product_id_product_id_fk: [
    "validation_failed",
    "products",
    "unknown",
    "names what is no product",
  ],
  variant_sku_key: ["sku_taken", "sku", "taken", "is another variant's"],
  variant_options_key: [
    "validation_failed",
    "optionValues",
    "taken",
    "is another variant's combination",
  ],
  synonym_groups_few: [
    "validation_failed",
    "words",
    "too_many",
    "would be one group more than 500",
  ],
  category_is_a_tree: ["validation_failed", "parent", "cycle", "is below this category"],
  category_not_its_own_parent: ["validation_failed", "parent", "cycle", "is this category"],
};

/** What was there when it was looked up may be gone when it is pointed to. */
const REFERENCES: Partial<Record<string, Row>> = {
  product_brand_slug_brand_slug_fk: ["validation_failed", "brand", "unknown", "is no brand"],
  product_category_id_category_id_fk: [
    "validation_failed",
    "category",
    "unknown",
    "is no category",
  ],
  category_parent_id_category_id_fk: ["validation_failed", "parent", "unknown", "is no category"],
};
