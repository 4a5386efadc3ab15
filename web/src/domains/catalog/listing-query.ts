/** A listing's address: read from the page's query, written into links. Pure. */
import { ProductSort, Slug } from "@edgemart/contracts/catalog";
import { PAGE_MAX } from "@edgemart/contracts/page";

export type SearchParams = Record<string, string | string[] | undefined>;

export interface ListingState {
  q: string;
  category: string | null;
  sort: ProductSort | null;
  page: number;
}

/** Reads what is usable and forgets the rest: a wrong value in an old link still shows products. */
export function listingState(params: SearchParams): ListingState {
  const one = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() ?? "";
  };
  const page = Number(one("page"));
  return {
    q: one("q").slice(0, 100),
    category: Slug.safeParse(one("category")).data ?? null,
    sort: ProductSort.safeParse(one("sort")).data ?? null,
    page: Number.isInteger(page) && page >= 1 && page <= PAGE_MAX ? page : 1,
  };
}

/** Parameters in one order and without defaults, so that equal listings have equal addresses. */
export function listingParams(state: ListingState): Record<string, string> {
  return {
    ...(state.q ? { q: state.q } : {}),
    ...(state.category ? { category: state.category } : {}),
    ...(state.sort ? { sort: state.sort } : {}),
    ...(state.page > 1 ? { page: String(state.page) } : {}),
  };
}

export function listingPath(lang: string, state: ListingState): string {
  const query = new URLSearchParams(listingParams(state)).toString();
  return `/${lang}/products${query ? `?${query}` : ""}`;
}

/** Page numbers worth showing: the first, the last and those around this one; null is a gap. */
export function pageLinks(page: number, pageCount: number): (number | null)[] {
  const last = Math.min(pageCount, PAGE_MAX);
  const near = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  const numbers = [...new Set(near)].sort((a, b) => a - b);
  return numbers.flatMap((n, index) => {
    const gap = n - (numbers[index - 1] ?? n) > 1;
    return gap ? [null, n] : [n];
  });
}
