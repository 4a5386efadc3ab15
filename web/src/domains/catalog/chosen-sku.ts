/** Which variant a product's form without script means: it names options instead of a SKU. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchProduct } from "#api/catalog.ts";
import { chosenVariant } from "./variant-choice.ts";

/**
 * Finds the variant of the options that were chosen.
 *
 * @param chosenOf gives the chosen value of an option by its key; empty when none is
 * @returns its SKU, or the page below the language to choose again on
 */
export async function chosenSku(
  slug: string,
  lang: Locale,
  chosenOf: (option: string) => string,
): Promise<{ sku: string } | { page: string }> {
  const screen = await fetchProduct(slug, lang);
  if (!screen.ok) return { page: `/products/${slug}` };
  const { product } = screen.value;
  const values = product.options.map(({ key }) => chosenOf(key));
  const variant = chosenVariant(product, values);
  return variant ? { sku: variant.sku } : { page: `/products/${slug}?notice=choose#buy` };
}
