/** The listing's question asked of the fixture in plain loops. */
import { brands, products } from "./fixture.ts";

export interface Filter {
  category?: string;
  brand?: string[];
  price?: [min: number, max: number];
  stock?: boolean;
  colour?: string[];
  material?: string[];
}

/** @param except facet whose own filter does not count */
export function bruteForce(filter: Filter, except?: string) {
  const lowest = (each: (typeof products)[number]) =>
    Math.min(...each.variants.map((variant) => variant.priceMinor));
  return products.filter((each) => {
    const brand = brands.find(({ name }) => name === each.brand)?.key ?? "";
    const value = (key: string) =>
      each.attributes.find(({ attribute }) => attribute === key)?.value ?? "";
    const within = each.categorySlug === "mugs" ? ["mugs", "kitchen"] : [each.categorySlug];
    const passes: Record<string, boolean> = {
      category: !filter.category || within.includes(filter.category),
      brand: !filter.brand || filter.brand.includes(brand),
      price: !filter.price || (lowest(each) >= filter.price[0] && lowest(each) <= filter.price[1]),
      stock: !filter.stock || each.variants.some((variant) => variant.stock > 0),
      "attr.colour": !filter.colour || filter.colour.includes(value("colour")),
      "attr.material": !filter.material || filter.material.includes(value("material")),
    };
    return Object.entries(passes).every(([key, passed]) => passed || key === except);
  });
}

/** Makes the query string of a listing with these filters. */
export function queryOf(filter: Filter): string {
  const query = new URLSearchParams();
  if (filter.category) query.set("category", filter.category);
  if (filter.brand) query.set("brand", filter.brand.join(","));
  if (filter.price) query.set("price", filter.price.join("-"));
  if (filter.stock) query.set("stock", "in");
  if (filter.colour) query.set("attr.colour", filter.colour.join(","));
  if (filter.material) query.set("attr.material", filter.material.join(","));
  return query.toString();
}
