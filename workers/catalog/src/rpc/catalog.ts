/** The questions of `CatalogRpc`: input is parsed here, types vanish between Workers. */
import { CartSku } from "@edgemart/contracts/cart";
import { CART_LINES_MAX } from "@edgemart/contracts/cart-lines";
import {
  type CatalogHome,
  type ListingScreenData,
  type ProductCard,
  type ProductScreenData,
  Slug,
} from "@edgemart/contracts/catalog";
import { Locale } from "@edgemart/contracts/locale";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { parseInput } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { listing as listingView } from "../core/listing.ts";
import { listingPlan } from "../core/listing-plan.ts";
import { product as productView } from "../core/product.ts";
import { category, productCard } from "../core/product-card.ts";
import type { Deps } from "../ports/deps.ts";

const HomeInput = z.object({ locale: Locale });
const ListingInput = HomeInput.extend({ query: z.record(z.string(), z.array(z.string())) });
const SimilarInput = HomeInput.extend({ skus: z.array(CartSku).max(CART_LINES_MAX) });
const ProductInput = HomeInput.extend({ slug: Slug });

/** What the home screen shows of the catalog. @returns `validation_failed` */
export async function home(
  input: unknown,
  deps: Deps,
): Promise<Result<CatalogHome, "validation_failed">> {
  const parsed = parseInput(HomeInput, input);
  if (!parsed.ok) return parsed;
  const { locale } = parsed.value;
  const rows = await deps.catalog.home();
  return ok({
    featured: rows.featured.map((row) => productCard(row, locale)),
    newest: rows.newest.map((row) => productCard(row, locale)),
    popular: rows.popular.map((row) => productCard(row, locale)),
    categories: rows.categories.map((row) => category(row, locale)),
  });
}

/** Products like those of a cart. @returns `validation_failed` */
export async function similar(
  input: unknown,
  deps: Deps,
): Promise<Result<ProductCard[], "validation_failed">> {
  const parsed = parseInput(SimilarInput, input);
  if (!parsed.ok) return parsed;
  const { skus, locale } = parsed.value;
  const rows = await deps.catalog.similar(skus);
  return ok(rows.map((row) => productCard(row, locale)));
}

/**
 * A product and those related to it.
 *
 * @returns `not_found`, also for a text that cannot be a slug · `validation_failed`
 */
export async function product(
  input: unknown,
  deps: Deps,
): Promise<Result<ProductScreenData, "not_found" | "validation_failed">> {
  const parsed = parseInput(ProductInput, input);
  if (!parsed.ok) {
    const bySlug = parsed.error.errors?.every((field) => field.path === "slug");
    return bySlug ? err("not_found") : parsed;
  }
  const { slug, locale } = parsed.value;
  const found = await deps.catalog.productWithRelated(slug);
  if (!found) return err("not_found");
  return ok({
    product: productView(found.product, locale),
    related: found.related.map((row) => productCard(row, locale)),
  });
}

/** The listing and the category tree next to it. @returns `invalid_query` · `validation_failed` */
export async function listing(
  input: unknown,
  deps: Deps,
): Promise<Result<ListingScreenData, "invalid_query" | "validation_failed">> {
  const parsed = parseInput(ListingInput, input);
  if (!parsed.ok) return parsed;
  const { query, locale } = parsed.value;
  const planned = listingPlan({ ...query, lang: [locale] });
  if (!planned.ok) return err("invalid_query", { errors: planned.errors });
  const rows = await deps.catalog.listingWithTree(planned.plan);
  return ok({
    listing: listingView(rows.listing, planned.plan),
    categories: rows.tree.map((row) => category(row, locale)),
  });
}
