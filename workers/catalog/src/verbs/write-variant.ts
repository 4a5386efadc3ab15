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
import { type Decision, keyedWrite, type WriteError } from "./keyed-write.ts";

/** How a variant is written. */
export type VariantChange =
  | { change: "add"; input: VariantCreate }
  | { change: "add-all"; inputs: VariantCreate[] }
  | { change: "replace"; variantId: string; input: VariantInput };

/**
 * Adds variants to a product, or replaces one.
 *
 * @returns `sku_taken` · `validation_failed`
 */
export function writeVariant(
  deps: AdminDeps,
  productId: string,
  asked: VariantChange,
  write: Write,
): Promise<Result<AdminProduct, WriteError<"sku_taken" | "validation_failed">>> {
  const newIds = addedBy(asked).map(() => deps.newVariantId());
  return keyedWrite(deps, write, {
    breaks: ["sku_taken", "validation_failed"],
    find: () => deps.products.find(productId),
    decide: (now) => refusal(now, asked) ?? ok(() => effect(deps, now, newIds, asked, write)),
    read: () => deps.products.find(productId),
  });
}

/**
 * Removes a variant.
 *
 * @returns `still_used` for one with stock · `product_incomplete` for the last one of a product on sale
 */
export function removeVariant(
  deps: AdminDeps,
  productId: string,
  variantId: string,
  write: Write,
): Promise<Result<AdminProduct, WriteError<"still_used" | "product_incomplete">>> {
  return keyedWrite(deps, write, {
    breaks: [],
    find: () => deps.products.find(productId),
    decide(now): Decision<"still_used" | "product_incomplete"> {
      const variant = now.variants.find(({ id }) => id === variantId);
      if (!variant) return err("not_found");
      // Stock leaves by a movement with its reason, never with its variant.
      if (variant.stock.onHand > 0) return err("still_used");
      const rest = now.variants.filter(({ id }) => id !== variantId);
      const { version } = now;
      return (
        saleRefusal(now, { ...now, variants: rest }) ??
        ok(() => deps.products.removeVariant({ productId, version, variantId }, write))
      );
    },
    read: () => deps.products.find(productId),
  });
}

function addedBy(asked: VariantChange): readonly VariantCreate[] {
  if (asked.change === "add") return [asked.input];
  return asked.change === "add-all" ? asked.inputs : [];
}

function refusal(
  now: AdminProduct,
  asked: VariantChange,
): Result<never, "not_found" | "validation_failed"> | null {
  if (asked.change === "replace") {
    if (!now.variants.some(({ id }) => id === asked.variantId)) return err("not_found");
    return wrong(variantErrors(now, asked.variantId, asked.input));
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

function wrong(errors: readonly FieldError[]): Result<never, "validation_failed"> | null {
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
  const added = addedBy(asked).map((input, at) => ({ id: newIds[at] ?? "", ...input }));
  return products.addVariants({ productId, version }, added, write);
}
