/** Attributes as a product page tells them: one line for each name, its values together. Pure. */
import type { Product } from "@edgemart/contracts/catalog";

export interface Fact {
  key: string;
  name: string;
  labels: string[];
}

/** Groups in the order in which names first appear. */
export function factsOf(product: Pick<Product, "attributes">): Fact[] {
  const byKey = Map.groupBy(product.attributes, (attribute) => attribute.key);
  return [...byKey].map(([key, values]) => ({
    key,
    name: values[0]?.name ?? key,
    labels: values.map((value) => value.label),
  }));
}
