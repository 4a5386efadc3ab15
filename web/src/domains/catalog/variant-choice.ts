/** Which variant a choice of options means, and which values can still be chosen. Pure; no contract's schema, browsers read it. */

/** As much of a product as choosing needs. */
export interface Choosable {
  options: { key: string; name: string; values: ChoosableValue[] }[];
  variants: ChoosableVariant[];
}

/** A value of an option. */
export interface ChoosableValue {
  key: string;
  label: string;
  /** What a colour looks like, `#rrggbb`. */
  hex?: string | null;
}

/** A variant as far as choosing needs it; `optionValues` in the order of the options. */
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

/** Tells whether a value can be bought with the values chosen `before` it, whatever comes after. */
export function leadsSomewhere(
  product: Choosable,
  optionIndex: number,
  value: string,
  before: readonly string[] = [],
): boolean {
  return product.variants.some(
    (variant) =>
      variant.availableMax > 0 &&
      variant.optionValues[optionIndex] === value &&
      before.every((chosen, index) => variant.optionValues[index] === chosen),
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

/** The values after choosing one: what comes after it moves to what can be bought with it, as near as may be. */
export function valuesAfter(
  product: Choosable,
  values: readonly string[],
  optionIndex: number,
  value: string,
): string[] {
  const wanted = values.map((chosen, index) => (index === optionIndex ? value : chosen));
  const agrees = (variant: ChoosableVariant, from: number, to: number) =>
    variant.optionValues.slice(from, to).filter((each, at) => each === wanted[from + at]).length;
  const [best] = product.variants
    .filter(
      (variant) => variant.availableMax > 0 && agrees(variant, 0, optionIndex + 1) > optionIndex,
    )
    .sort((a, b) => agrees(b, optionIndex, wanted.length) - agrees(a, optionIndex, wanted.length));
  return best ? [...best.optionValues] : wanted;
}
