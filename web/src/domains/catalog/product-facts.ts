/** Attributes as a product page tells them: one line for each name, its values together. Pure. */
import type { Product } from "@edgemart/contracts/catalog";

/** One fact of a product: its name and its value. */
export interface Fact {
  key: string;
  name: string;
  labels: string[];
}

/** Groups in the order in which names first appear; what is chosen as an option is not repeated here. */
export function factsOf(product: Pick<Product, "attributes" | "options">): Fact[] {
  const chosen = new Set(product.options.map(({ key }) => key));
  const byKey = Map.groupBy(
    product.attributes.filter(({ key }) => !chosen.has(key)),
    (attribute) => attribute.key,
  );
  return [...byKey].map(([key, values]) => ({
    key,
    name: values[0]?.name ?? key,
    labels: values.map((value) => value.label),
  }));
}
