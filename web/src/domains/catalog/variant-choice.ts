/** Which variant a choice of options means, and which values can still be chosen. Pure; no contract's schema, browsers read it. */

/** As much of a product as choosing needs. */
export interface Choosable {
  options: { key: string; name: string; values: { key: string; label: string }[] }[];
  variants: ChoosableVariant[];
}

export interface ChoosableVariant {
  sku: string;
  optionValues: string[];
  availableMax: number;
}

/** Gives the variant of these values, one for each option in order; a product without options has one. */
export function chosenVariant<V extends ChoosableVariant>(
  product: { variants: V[] },
  values: readonly string[],
): V | null {
  return (
    product.variants.find((variant) =>
      variant.optionValues.every((value, index) => value === values[index]),
    ) ?? null
  );
}

/** What choosing a value would lead to, the other options left as they are. */
export type ValueState = "open" | "sold_out" | "impossible";

export function valueState(
  product: Choosable,
  values: readonly string[],
  optionIndex: number,
  value: string,
): ValueState {
  const variant = chosenVariant(
    product,
    values.map((chosen, index) => (index === optionIndex ? value : chosen)),
  );
  if (!variant) return "impossible";
  return variant.availableMax > 0 ? "open" : "sold_out";
}

/** Tells whether a value leads anywhere at all, whatever else is chosen. */
export function leadsSomewhere(product: Choosable, optionIndex: number, value: string): boolean {
  return product.variants.some(
    (variant) => variant.optionValues[optionIndex] === value && variant.availableMax > 0,
  );
}

/** What is chosen on arrival: the variant an address names, else the first that can be bought, else the first. */
export function firstChoice<V extends ChoosableVariant>(
  product: { variants: V[] },
  sku: string | null,
): V | null {
  return (
    product.variants.find((variant) => variant.sku === sku) ??
    product.variants.find((variant) => variant.availableMax > 0) ??
    product.variants[0] ??
    null
  );
}

/**
 * The values after choosing one: where the others no longer fit, the nearest variant that can be bought decides.
 */
export function valuesAfter(
  product: Choosable,
  values: readonly string[],
  optionIndex: number,
  value: string,
): string[] {
  const wanted = values.map((chosen, index) => (index === optionIndex ? value : chosen));
  if ((chosenVariant(product, wanted)?.availableMax ?? 0) > 0) return wanted;
  const kept = (variant: ChoosableVariant) =>
    variant.optionValues.filter((each, index) => each === wanted[index]).length;
  const [best] = product.variants
    .filter((variant) => variant.optionValues[optionIndex] === value && variant.availableMax > 0)
    .sort((a, b) => kept(b) - kept(a));
  return best ? [...best.optionValues] : wanted;
}
