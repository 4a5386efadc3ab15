/** A listing's address: read from the page's query, written into links in one order. Pure, and free of the contracts' schemas. */
import type { ProductSort } from "@edgemart/contracts/catalog";
import { amountOf } from "#forms/posted/typed-number.ts";

/** The query of an address as Next gives it. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** What a listing is asked for. */
export interface ListingState {
  q: string;
  category: string | null;
  /** Chosen values of `brand` and `attr.<key>`, both in order: equal choices have equal addresses. */
  chosen: Record<string, string[]>;
  /** Bounds of the price in minor units; null where open. */
  min: number | null;
  max: number | null;
  /** What was typed for a bound and is no price: shown again with a sentence, and not asked for. */
  unread: Partial<Record<"min" | "max", string>>;
  inStock: boolean;
  sort: ProductSort | null;
  page: number;
}

/** The API's own bounds; a test holds them together. */
export const LISTING_BOUNDS = { pageMax: 100, attributesMax: 8, valuesMax: 20 } as const;

const QUERY_CHARS_MAX = 100;
const UNREAD_CHARS_MAX = 20;
const SORTS: readonly ProductSort[] = ["relevance", "newest", "price", "-price", "popularity"];
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ATTRIBUTE = /^attr\.[a-z0-9][a-z0-9_-]{0,39}$/;
const VALUE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u;

/** Reads what is usable and forgets the rest: a wrong value in an old link still shows products. */
export function listingState(params: SearchParams): ListingState {
  const all = (name: string) => [params[name] ?? []].flat();
  const one = (name: string) => (all(name)[0] ?? "").trim();
  const keys = [
    "brand",
    ...Object.keys(params)
      .filter((key) => ATTRIBUTE.test(key))
      .sort(),
  ];
  const chosen = keys
    .sort()
    .map((key) => [key, valuesOf(all(key))] as const)
    .filter(([, values]) => values.length > 0)
    .slice(0, LISTING_BOUNDS.attributesMax);
  const [fromPrice = "", toPrice = ""] = /^\d{0,12}-\d{0,12}$/.test(one("price"))
    ? one("price").split("-")
    : [];
  const bounds = [amount(one("min") || fromPrice), amount(one("max") || toPrice)];
  const [min = null, max = null] = bounds;
  const isCrossed = min !== null && max !== null && min > max;
  const page = /^\d+$/.test(one("page")) ? Number(one("page")) : 1;
  const category = one("category");
  return {
    q: one("q").replaceAll("\0", "").slice(0, QUERY_CHARS_MAX),
    category: category.length <= 120 && SLUG.test(category) ? category : null,
    chosen: Object.fromEntries(chosen),
    min: isCrossed ? max : min,
    max: isCrossed ? min : max,
    unread: { ...unreadIn("min", one("min")), ...unreadIn("max", one("max")) },
    inStock: one("stock") === "in",
    sort: SORTS.find((sort) => sort === one("sort")) ?? null,
    // A page beyond what can be asked for is past the end, not the first one.
    page: Math.min(Math.max(page, 1), LISTING_BOUNDS.pageMax),
  };
}

/** Values of one facet, from `a,b` in a link and from repeated fields of a form. */
function valuesOf(texts: string[]): string[] {
  const values = texts
    .flatMap((text) => text.slice(0, 400).split(","))
    .filter((value) => VALUE.test(value));
  return [...new Set(values)].sort().slice(0, LISTING_BOUNDS.valuesMax);
}

function amount(text: string): number | null {
  return amountOf(text, "KRW", 0);
}

function unreadIn(bound: "min" | "max", text: string): ListingState["unread"] {
  if (!text || amount(text) !== null) return {};
  return { [bound]: text.replaceAll("\0", "").slice(0, UNREAD_CHARS_MAX) };
}

/** Parameters of a page in one order and without defaults, so that equal listings have equal addresses. */
export function listingParams(state: ListingState): Record<string, string> {
  return { ...askedParams(state), ...state.unread };
}

/** What of them the catalog is asked for. */
export function askedParams(state: ListingState): Record<string, string> {
  const { q, category, chosen, min, max, inStock, sort, page } = state;
  return {
    ...(q ? { q } : {}),
    ...(category ? { category } : {}),
    ...Object.fromEntries(
      Object.keys(chosen)
        .sort()
        .map((key) => [key, chosen[key]?.join(",") ?? ""]),
    ),
    ...(min !== null || max !== null ? { price: `${min ?? ""}-${max ?? ""}` } : {}),
    ...(inStock ? { stock: "in" } : {}),
    ...(sort ? { sort } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  };
}

/** Writes a listing's address; without its language when `lang` is empty. */
export function listingPath(lang: string, state: ListingState): string {
  const query = new URLSearchParams(listingParams(state)).toString().replaceAll("%2C", ",");
  return `${lang && `/${lang}`}/products${query ? `?${query}` : ""}`;
}

/** Tells whether anything but search, category and order narrows the list. */
export function isFiltered({ chosen, min, max, inStock }: ListingState): boolean {
  return Object.keys(chosen).length > 0 || min !== null || max !== null || inStock;
}

/** The same list without its filters. */
export function unfiltered(state: ListingState): ListingState {
  return { ...state, chosen: {}, min: null, max: null, unread: {}, inStock: false, page: 1 };
}

/** The list without one chosen value. */
export function without(state: ListingState, key: string, value: string): ListingState {
  const values = (state.chosen[key] ?? []).filter((each) => each !== value);
  const { [key]: _, ...others } = state.chosen;
  return { ...state, page: 1, chosen: values.length > 0 ? { ...others, [key]: values } : others };
}

/** Page numbers worth showing: the first, the last and those around this one; null is a gap. */
export function pageLinks(page: number, pageCount: number): (number | null)[] {
  const last = Math.min(pageCount, LISTING_BOUNDS.pageMax);
  const near = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  const numbers = [...new Set(near)].sort((a, b) => a - b);
  return numbers.flatMap((n, index) => {
    const gap = n - (numbers[index - 1] ?? n) > 1;
    return gap ? [null, n] : [n];
  });
}
