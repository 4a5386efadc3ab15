/** Creates and changes products: references are looked up, options are kept true to the variants that are there. */
import type {
  AdminProduct,
  MediaList,
  ProductCreate,
  ProductPatch,
} from "@edgemart/contracts/catalog-products";
import { err, type FieldError, ok, type Result } from "@edgemart/contracts/result";
import { saleRefusal } from "../core/on-sale.ts";
import { optionErrors, patched } from "../core/product-change.ts";
import { referenceErrors } from "../core/refusals.ts";
import type { AdminDeps, ProductState, Write } from "../ports/administration.ts";
import { type CreationError, keyedCreation, keyedWrite, type WriteError } from "./keyed-write.ts";

/**
 * Creates a product without variants and pictures.
 *
 * @returns `slug_taken` · `product_incomplete` when it is to be on sale · `validation_failed` for an unknown reference
 */
export function createProduct(
  deps: AdminDeps,
  input: ProductCreate,
  write: Write,
): Promise<
  Result<AdminProduct, CreationError<"slug_taken" | "product_incomplete" | "validation_failed">>
> {
  const id = deps.newProductId();
  return keyedCreation(deps, write, {
    breaks: ["slug_taken", "validation_failed"],
    async decide() {
      const errors = await leadNowhere(deps, input);
      const bare = { status: input.status, variants: [], media: [] };
      const refused = errors.length === 0 ? saleRefusal(null, bare) : null;
      return refused ?? refusedOr(errors, () => deps.products.insert(id, input, write));
    },
    read: (before) => deps.products.find(before?.subjectId ?? id),
  });
}

/**
 * Changes a part of a product, or its status.
 *
 * @returns `slug_taken` · `product_incomplete` · `validation_failed` for an unknown reference or options that leave a variant out
 */
export function changeProduct(
  deps: AdminDeps,
  id: string,
  patch: ProductPatch,
  write: Write,
): Promise<
  Result<AdminProduct, WriteError<"slug_taken" | "product_incomplete" | "validation_failed">>
> {
  return keyedWrite(deps, write, {
    breaks: ["slug_taken", "validation_failed"],
    find: () => deps.products.find(id),
    async decide(now) {
      const next = patched(now, patch);
      const errors = await leadNowhere(deps, next);
      if (patch.options) errors.push(...optionErrors(now, patch.options));
      // The version ties what was read to what is written: nothing can leave in between.
      const refused = errors.length === 0 ? saleRefusal(now, { ...now, ...next }) : null;
      return (
        refused ??
        refusedOr(errors, () => deps.products.update(id, now.version, next, patch, write))
      );
    },
    read: () => deps.products.find(id),
  });
}

/** Replaces all pictures of a product. Whether they are in the image store is not asked: a picture that is missing shows as such and can be replaced. */
export function replaceMedia(
  deps: AdminDeps,
  id: string,
  list: MediaList,
  write: Write,
): Promise<Result<AdminProduct, WriteError<"product_incomplete">>> {
  return keyedWrite(deps, write, {
    breaks: [],
    find: () => deps.products.find(id),
    decide(now) {
      const refused = saleRefusal(now, { ...now, media: list.media });
      return refused ?? ok(() => deps.products.replaceMedia(id, now.version, list, write));
    },
    read: () => deps.products.find(id),
  });
}

async function leadNowhere(deps: AdminDeps, state: ProductState): Promise<FieldError[]> {
  const facets = state.attributes.map(({ attribute, value }) => `${attribute}=${value}`);
  const { brand, category } = state;
  return referenceErrors(await deps.products.missing({ brand, category, facets }));
}

function refusedOr<T>(errors: FieldError[], effect: T): Result<T, "validation_failed"> {
  if (errors.length === 0) return ok(effect);
  return err("validation_failed", { errors: errors.slice(0, 20) });
}
