/** The questions of `CatalogRpc`: input is parsed here, types vanish between Workers. */
import { type CatalogHome, type ProductScreenData, Slug } from "@edgemart/contracts/catalog";
import { Locale } from "@edgemart/contracts/locale";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { parseInput } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { product as productView } from "./core/product.ts";
import { category, productCard } from "./core/product-card.ts";
import { catalogOf } from "./deps.ts";
import type { CatalogConfig } from "./env.ts";

const HomeInput = z.object({ locale: Locale });
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
