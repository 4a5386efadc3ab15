/** Reads the product list's address: only known filters. Pure. */
import { Slug } from "@edgemart/contracts/catalog";
import { ProductStatus } from "@edgemart/contracts/catalog-admin";

export interface ProductFilter {
  q: string;
  status: string;
  category: string;
  brand: string;
  cursor: string;
}

const PAGE_SIZE = 25;

export function readProductFilter(
  params: Record<string, string | string[] | undefined>,
): ProductFilter {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    q: text("q").replaceAll("\0", "").slice(0, 80),
    status: ProductStatus.safeParse(text("status")).data ?? "",
    category: Slug.safeParse(text("category")).data ?? "",
    brand: Slug.safeParse(text("brand")).data ?? "",
    cursor: /^[\w-]{1,512}$/.test(text("cursor")) ? text("cursor") : "",
  };
}

/** Gives the query of the API: what is chosen, and no more. */
export function productQuery(filter: ProductFilter): Record<string, string> {
  return { limit: String(PAGE_SIZE), ...chosen(filter) };
}

/** Gives the page's own address with another cursor. */
export function productListPath(filter: ProductFilter, cursor: string): string {
  const query = new URLSearchParams(chosen({ ...filter, cursor }));
  return `/admin/products${query.size > 0 ? `?${query}` : ""}`;
}

function chosen(filter: ProductFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}
