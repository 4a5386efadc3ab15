/** Decides what an administrator's change of a product means, and what is wrong with it. Pure. */
import type { ProductOption } from "@edgemart/contracts/catalog-product-fields";
import type { AdminProduct, ProductPatch } from "@edgemart/contracts/catalog-products";
import type { VariantInput } from "@edgemart/contracts/catalog-variants";
import type { FieldError } from "@edgemart/contracts/result";

/** Gives the product as it would be after the patch. */
export function patched(now: AdminProduct, patch: ProductPatch) {
  const { id, media, variants, version, createdAt, updatedAt, ...state } = now;
  return { ...state, ...patch };
}

/** What options make impossible: variants that are there already. */
export function optionErrors(now: AdminProduct, options: readonly ProductOption[]): FieldError[] {
  return now.variants
    .filter(({ optionValues }) => valueErrors(options, optionValues).length > 0)
    .slice(0, 20)
    .map(({ sku }) => ({
      path: "options",
      code: "variant_left_out",
      message: `leaves out a value of the variant ${sku}`,
    }));
}

/**
 * Names what is wrong with a variant next to the others of its product.
 *
 * @param id the variant that is replaced; null for a new one
 */
export function variantErrors(
  now: AdminProduct,
  id: string | null,
  input: VariantInput,
): FieldError[] {
  const before = now.variants.find((variant) => variant.id === id);
  const others = now.variants.filter((variant) => variant.id !== id);
  const errors = valueErrors(now.options, input.optionValues);
  const wanted = input.optionValues.join("\n");
  if (others.some(({ optionValues }) => optionValues.join("\n") === wanted)) {
    errors.push(error("optionValues", "taken", "is another variant's combination"));
  }
  if (before && before.sku !== input.sku) {
    // Carts, orders and the stock's history name it.
    errors.push(error("sku", "immutable", "cannot be changed"));
  }
  const [other] = others;
  if (other && other.price.currency !== input.price.currency) {
    const message = `must be ${other.price.currency}, as the product's other variants`;
    errors.push(error("price.currency", "mixed_currency", message));
  }
  return errors;
}

/** Names what is wrong with each of several new ones, also next to those before it. */
export function newVariantErrors(
  now: AdminProduct,
  inputs: readonly VariantInput[],
): FieldError[][] {
  const stock = { onHand: 0, reserved: 0 };
  let grown = now;
  return inputs.map((input) => {
    const errors = variantErrors(grown, null, input);
    if (grown !== now && grown.variants.some(({ id, sku }) => id === "" && sku === input.sku)) {
      errors.push(error("sku", "taken", "is another variant's"));
    }
    grown = { ...grown, variants: [...grown.variants, { ...input, id: "", stock }] };
    return errors;
  });
}

function valueErrors(options: readonly ProductOption[], values: readonly string[]): FieldError[] {
  if (values.length !== options.length) {
    const message = `needs one value of each of the ${options.length} options`;
    return [error("optionValues", "wrong_length", message)];
  }
  return options.flatMap((option, i) =>
    option.values.some(({ key }) => key === values[i])
      ? []
      : [error(`optionValues.${i}`, "unknown", `is no value of the option ${option.key}`)],
  );
}

function error(path: string, code: string, message: string): FieldError {
  return { path, code, message };
}
