/** Adds, replaces and removes variants; each write makes the next version of its product. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import {
  VARIANTS_MAX,
  type VariantCreate,
  type VariantInput,
} from "@edgemart/contracts/catalog-variants";
import { err, type FieldError, ok, type Result } from "@edgemart/contracts/result";
import { saleRefusal } from "../core/on-sale.ts";
import { newVariantErrors, variantErrors } from "../core/product-change.ts";
import type { AdminDeps, Outcome, Write } from "../ports/administration.ts";
import { keyedWrite } from "./keyed-write.ts";

/** What is done to a variant. */
export type VariantChange =
  | { change: "add"; input: VariantCreate }
  | { change: "add-all"; inputs: VariantCreate[] }
  | { change: "replace"; variantId: string; input: VariantInput }
  | { change: "remove"; variantId: string };

/**
 * Does one change to the variants of a product.
 *
 * @returns `sku_taken` · `still_used` for a variant with stock · `product_incomplete` for the last one of a product on sale · `validation_failed`
 */
export function writeVariant(
  deps: AdminDeps,
  productId: string,
  asked: VariantChange,
  write: Write,
): Promise<Result<AdminProduct>> {
  const newIds = addedBy(asked).map(() => deps.newVariantId());
  return keyedWrite<AdminProduct>(deps, write, {
    find: () => deps.products.find(productId),
    decide(now) {
      if (!now) return err("not_found");
      const refused = refusal(now, asked);
      return refused ?? ok(() => effect(deps, now, newIds, asked, write));
    },
    read: () => deps.products.find(productId),
  });
}

function addedBy(asked: VariantChange): readonly VariantCreate[] {
  if (asked.change === "add") return [asked.input];
  return asked.change === "add-all" ? asked.inputs : [];
}

function refusal(now: AdminProduct, asked: VariantChange): Result<never> | null {
  if (asked.change === "replace" || asked.change === "remove") {
    const variant = now.variants.find(({ id }) => id === asked.variantId);
    if (!variant) return err("not_found");
    if (asked.change === "replace") {
      return wrong(variantErrors(now, asked.variantId, asked.input));
    }
    // Stock leaves by a movement with its reason, never with its variant.
    if (variant.stock.onHand > 0) return err("still_used");
    const rest = now.variants.filter(({ id }) => id !== asked.variantId);
    return saleRefusal(now, { ...now, variants: rest });
  }
  const added = addedBy(asked);
  const errors = newVariantErrors(
    now,
    added.map(({ variant }) => variant),
  ).map((each, at) => each.map((error) => under(asked.change === "add" ? "" : at, error)));
  if (now.variants.length + added.length > VARIANTS_MAX) {
    const message = `a product has ${VARIANTS_MAX} variants`;
    errors.push([
      { path: asked.change === "add" ? "variant" : "variants", code: "too_many", message },
    ]);
  }
  return wrong(errors.flat());
}

/** A field of a new variant, by its place in the body. */
function under(at: number | "", { path, ...error }: FieldError): FieldError {
  return { ...error, path: `${at === "" ? "" : `variants.${at}.`}variant.${path}` };
}

function wrong(errors: readonly FieldError[]): Result<never> | null {
  if (errors.length === 0) return null;
  return err("validation_failed", { errors: errors.slice(0, 20) });
}

function effect(
  deps: AdminDeps,
  { id: productId, version }: AdminProduct,
  newIds: readonly string[],
  asked: VariantChange,
  write: Write,
): Promise<Outcome> {
  const { products } = deps;
  if (asked.change === "replace") {
    return products.replaceVariant(
      { productId, version, variantId: asked.variantId },
      asked.input,
      write,
    );
  }
  if (asked.change === "remove") {
    return products.removeVariant({ productId, version, variantId: asked.variantId }, write);
  }
  const added = addedBy(asked).map((input, at) => ({ id: newIds[at] ?? "", ...input }));
  return products.addVariants({ productId, version }, added, write);
}
