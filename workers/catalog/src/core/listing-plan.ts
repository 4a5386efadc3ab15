/** A listing's query → what to ask of the database, or which parameter is wrong. Pure. */
import { LISTING_PAGE_SIZE, ListingQuery, type ProductSort } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { FieldError } from "@edgemart/contracts/result";
import { searchTerms } from "./search-terms.ts";

/** The values of one attribute of which a product must have one. */
export interface AttributeFilter {
  key: string;
  values: string[];
}

/** What a listing asks of the database. */
export interface ListingPlan {
  locale: Locale;
  /** Null when nothing is searched for. */
  terms: string[] | null;
  category: string | null;
  brands: string[];
  /** Inclusive bounds in minor units; null where open. */
  price: { min: number | null; max: number | null };
  inStockOnly: boolean;
  attributes: AttributeFilter[];
  sort: ProductSort;
  page: number;
  offset: number;
  limit: number;
}

/** A plan, or why the query gives none. */
export type PlanOutcome =
  | { ok: true; plan: ListingPlan }
  /** Each names its parameter; at most 20. */
  | { ok: false; errors: FieldError[] };

const ATTRIBUTE_PREFIX = "attr.";
const ATTRIBUTE_KEY = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const ATTRIBUTES_MAX = 8;
const VALUES_MAX = 20;
const KNOWN = new Set(["lang", "q", "category", "brand", "price", "stock", "sort", "page"]);

/**
 * Plans a listing.
 *
 * @param query every value of every parameter; parameters that are neither known nor `attr.*` are ignored
 */
export function listingPlan(query: Record<string, string[]>): PlanOutcome {
  const used = Object.entries(query).filter(([key]) => KNOWN.has(key) || isAttribute(key));
  const wrong = used.flatMap(([key, values]) => malformed(key, values));
  const parsed = ListingQuery.safeParse(
    Object.fromEntries(used.map(([key, [value]]) => [key, value])),
  );
  if (!parsed.success) return refused([...wrong, ...parsed.error.issues]);
  const { q, lang, category, brand, price, stock, sort, page } = parsed.data;
  const terms = searchTerms(q);
  const attributes = used.filter(([key]) => isAttribute(key)).map(attributeFilter);
  const extra = attributes[ATTRIBUTES_MAX];
  if (extra) {
    const name = `${ATTRIBUTE_PREFIX}${extra.key}`;
    wrong.push(issue(name, `is one attribute more than ${ATTRIBUTES_MAX}`));
  }
  const [min = null, max = null] = (price ?? "-").split("-").map(bound);
  if (min !== null && max !== null && min > max) wrong.push(issue("price", "has min above max"));
  if (wrong.length > 0) return refused(wrong);
  return {
    ok: true,
    plan: {
      locale: lang,
      terms,
      category: category ?? null,
      brands: brand,
      price: { min, max },
      inStockOnly: stock === "in",
      attributes: attributes.filter((each) => each.values.length > 0),
      sort: sortOf(sort, terms),
      page,
      offset: (page - 1) * LISTING_PAGE_SIZE,
      limit: LISTING_PAGE_SIZE,
    },
  };
}

function refused(issues: { path: PropertyKey[]; code: string; message: string }[]): PlanOutcome {
  const errors = issues.slice(0, 20).map((each) => ({ ...each, path: each.path.join(".") }));
  return { ok: false, errors: errors.map(({ path, code, message }) => ({ path, code, message })) };
}

/** Without words there is no relevance: the popular come first. */
function sortOf(sort: ProductSort | undefined, terms: string[] | null): ProductSort {
  const chosen = sort ?? "relevance";
  return chosen === "relevance" && terms === null ? "popularity" : chosen;
}

function bound(digits: string): number | null {
  return digits === "" ? null : Number(digits);
}

function isAttribute(key: string): boolean {
  return key.startsWith(ATTRIBUTE_PREFIX);
}

function attributeFilter([key, [value = ""]]: [string, string[]]): AttributeFilter {
  return { key: key.slice(ATTRIBUTE_PREFIX.length), values: value.split(",").filter(Boolean) };
}

function malformed(key: string, values: string[]) {
  if (values.length > 1) return [issue(key, "is given twice")];
  // PostgreSQL has no text with a NUL character.
  if (values[0]?.includes("\0")) return [issue(key, "must not hold a NUL character")];
  if (!isAttribute(key)) return [];
  if (!ATTRIBUTE_KEY.test(key.slice(ATTRIBUTE_PREFIX.length)))
    return [issue(key, "is no attribute")];
  const { values: chosen } = attributeFilter([key, values]);
  return chosen.length > VALUES_MAX ? [issue(key, `takes at most ${VALUES_MAX} values`)] : [];
}

function issue(key: string, message: string) {
  return { path: [key], code: "custom", message };
}
