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
import { listing as listingView } from "./core/listing.ts";
import { listingPlan } from "./core/listing-plan.ts";
import { product as productView } from "./core/product.ts";
import { category, productCard } from "./core/product-card.ts";
import { catalogOf } from "./deps.ts";
import type { CatalogConfig } from "./env.ts";

const HomeInput = z.object({ locale: Locale });
const ListingInput = HomeInput.extend({ query: z.record(z.string(), z.array(z.string())) });
const SimilarInput = HomeInput.extend({ skus: z.array(CartSku).max(CART_LINES_MAX) });
const ProductInput = HomeInput.extend({ slug: Slug });

export async function home(input: unknown, config: CatalogConfig): Promise<Result<CatalogHome>> {
  const parsed = parseInput(HomeInput, input);
  if (!parsed.ok) return parsed;
  const { locale } = parsed.value;
  const rows = await catalogOf(config).home();
  return ok({
    featured: rows.featured.map((row) => productCard(row, locale)),
    newest: rows.newest.map((row) => productCard(row, locale)),
    popular: rows.popular.map((row) => productCard(row, locale)),
    categories: rows.categories.map((row) => category(row, locale)),
  });
}

/** Products like those of a cart. */
export async function similar(
  input: unknown,
  config: CatalogConfig,
): Promise<Result<ProductCard[]>> {
  const parsed = parseInput(SimilarInput, input);
  if (!parsed.ok) return parsed;
  const { skus, locale } = parsed.value;
  const rows = await catalogOf(config).similar(skus);
  return ok(rows.map((row) => productCard(row, locale)));
}

/** A slug that cannot be one is as unknown as one that nobody has. */
export async function product(
  input: unknown,
  config: CatalogConfig,
): Promise<Result<ProductScreenData>> {
  const parsed = parseInput(ProductInput, input);
  if (!parsed.ok) {
    const bySlug = parsed.error.errors?.every((field) => field.path === "slug");
    return bySlug ? err("not_found") : parsed;
  }
  const { slug, locale } = parsed.value;
  const found = await catalogOf(config).productWithRelated(slug);
  if (!found) return err("not_found");
  return ok({
    product: productView(found.product, locale),
    related: found.related.map((row) => productCard(row, locale)),
  });
}

/** The listing and the category tree beside it. */
export async function listing(
  input: unknown,
  config: CatalogConfig,
): Promise<Result<ListingScreenData>> {
  const parsed = parseInput(ListingInput, input);
  if (!parsed.ok) return parsed;
  const { query, locale } = parsed.value;
  const planned = listingPlan({ ...query, lang: [locale] });
  if (!planned.ok) return err("invalid_query", { errors: planned.errors });
  const rows = await catalogOf(config).listingWithTree(planned.plan);
  return ok({
    listing: listingView(rows.listing, planned.plan),
    categories: rows.tree.map((row) => category(row, locale)),
  });
}
