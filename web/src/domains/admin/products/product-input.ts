/** Reads a product's texts and a variant from a posted form. Pure. */
import type { ProductPatch } from "@edgemart/contracts/catalog-products";
import type { VariantInput } from "@edgemart/contracts/catalog-variants";
import { Currency } from "@edgemart/contracts/money";
import { err, type FieldError, ok, type Result } from "@edgemart/contracts/result";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { countOf } from "#forms/posted/typed-number.ts";
import { localTextOf, textOf } from "../parts/answer-write.ts";
import { moneyOf } from "../parts/money-input.ts";
import { isMeant } from "./price-question.ts";
import { PRODUCT_FIELDS } from "./product-fields.ts";

/** A draft; its slug is chosen where it is made. */
export function newProduct(form: PostedForm) {
  return {
    title: localTextOf(form, "title"),
    brand: form.text("brand"),
    category: form.text("category"),
    status: "draft" as const,
  };
}

/** Reads the changes of a product from its form. */
export function patchOf(form: PostedForm): ProductPatch {
  return PRODUCT_FIELDS.reduce<ProductPatch>(
    (patch, field) => field.patch(textOf(form, field.name), patch),
    {},
  );
}

/**
 * Reads a variant from its form.
 *
 * @returns `validation_failed` for an amount or weight that is none, and with the code `unusual` for a price that
 *   was not confirmed; the rest is the catalog's to check
 */
export function variantOf(form: PostedForm): Result<VariantInput> {
  const currency = Currency.safeParse(form.text("currency")).data ?? "KRW";
  const price = moneyOf(form.text("price"), currency);
  const before = form.text("compareAtPrice").trim();
  const compareAtPrice = before ? moneyOf(before, currency) : null;
  const weightGrams = countOf(form.text("weightGrams") || "0");
  const errors: FieldError[] = [];
  const wrong = (path: string, code = "invalid") =>
    void errors.push({ path, code, message: "is wrong" });
  if (!price) wrong("price");
  else if (!isMeant(form, price)) wrong("price", "unusual");
  if (before && !compareAtPrice) wrong("compareAtPrice");
  else if (compareAtPrice && !isMeant(form, compareAtPrice)) wrong("compareAtPrice", "unusual");
  if (weightGrams === null) wrong("weightGrams");
  if (!price || weightGrams === null || errors.length > 0) {
    return err("validation_failed", { errors });
  }
  const optionValues = form.all("option");
  return ok({ sku: form.text("sku").trim(), optionValues, price, compareAtPrice, weightGrams });
}
