/** Adds, replaces and removes variants; each makes the next version of its product. */
import {
  type AdminProduct,
  VARIANTS_MAX,
  type VariantCreate,
  type VariantInput,
} from "@edgemart/contracts/catalog-admin";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { variantErrors } from "../core/product-change.ts";
import type { AdminDeps, Outcome, Write } from "../ports/administration.ts";
import { keyedWrite } from "./keyed-write.ts";

/** What is done to a variant. */
export type VariantChange =
  | { change: "add"; input: VariantCreate }
  | { change: "replace"; variantId: string; input: VariantInput }
  | { change: "remove"; variantId: string };

export function writeVariant(
  deps: AdminDeps,
  productId: string,
  asked: VariantChange,
  write: Write,
): Promise<Result<AdminProduct>> {
  const newId = deps.newVariantId();
  return keyedWrite<AdminProduct>(deps, write, {
    find: () => deps.products.find(productId),
    decide(now) {
      if (!now) return err("not_found");
      const refused = refusal(now, asked);
      return refused ?? ok(() => effect(deps, now, newId, asked, write));
    },
    read: () => deps.products.find(productId),
  });
}

function refusal(now: AdminProduct, asked: VariantChange): Result<never> | null {
  if (asked.change !== "add") {
    const variant = now.variants.find(({ id }) => id === asked.variantId);
    if (!variant) return err("not_found");
    if (asked.change === "remove") {
      // Stock leaves by a movement with its reason, never with its variant.
      return variant.stock.onHand > 0 ? err("still_used") : null;
    }
  }
  const [id, input] =
    asked.change === "add" ? [null, asked.input.variant] : [asked.variantId, asked.input];
  const errors = variantErrors(now, id, input);
  if (id === null && now.variants.length >= VARIANTS_MAX) {
    errors.push({ path: "", code: "too_many", message: `a product has ${VARIANTS_MAX} variants` });
  }
  if (errors.length === 0) return null;
  const prefix = id === null ? "variant." : "";
  return err("validation_failed", {
    errors: errors.map((each) => ({ ...each, path: `${prefix}${each.path}` })),
  });
}

function effect(
  deps: AdminDeps,
  { id: productId, version }: AdminProduct,
  newId: string,
  asked: VariantChange,
  write: Write,
): Promise<Outcome> {
  const { products } = deps;
  if (asked.change === "add") {
    const { variant, initialStock } = asked.input;
    return products.addVariant(
      { productId, version, variantId: newId },
      variant,
      initialStock,
      write,
    );
  }
  const at = { productId, version, variantId: asked.variantId };
  return asked.change === "remove"
    ? products.removeVariant(at, write)
    : products.replaceVariant(at, asked.input, write);
}
