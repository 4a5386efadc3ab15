/** Screens: what the storefront shows, composed from several services. */
import { z } from "zod";
import { Category, Product, ProductCard, Slug } from "./catalog.ts";
import { DEFAULT_LOCALE, Locale } from "./locale.ts";
import type { Operation } from "./operation.ts";

export const HomeQuery = z.object({ lang: Locale.default(DEFAULT_LOCALE) });

/** Services a screen may have had to do without. */
export const Degraded = z.array(z.enum(["catalog", "member"]));
export type Degraded = z.infer<typeof Degraded>;

export const Greeting = z.object({ name: z.string(), memberSince: z.string() });
export type Greeting = z.infer<typeof Greeting>;

export const HomeScreen = z
  .object({
    locale: Locale,
    hero: ProductCard.nullable(),
    featured: z.array(ProductCard),
    newest: z.array(ProductCard),
    popular: z.array(ProductCard),
    categories: z.array(Category),
    member: Greeting.nullable().describe("Null without a token, or when members are away"),
    degraded: Degraded,
  })
  .meta({ id: "HomeScreen" });
export type HomeScreen = z.infer<typeof HomeScreen>;

export const ProductScreen = z
  .object({
    locale: Locale,
    product: Product,
    related: z.array(ProductCard),
    degraded: Degraded,
  })
  .meta({ id: "ProductScreen" });
export type ProductScreen = z.infer<typeof ProductScreen>;

const tag = "Screens";
export const bffOperations: Operation[] = [
  {
    method: "get",
    path: "/api/home",
    tag,
    summary: "The home screen; with a token also the member's part",
    auth: "optional",
    idempotency: "optional",
    query: HomeQuery,
    responses: { 200: HomeScreen },
    errors: ["invalid_query"],
  },
  {
    method: "get",
    path: "/api/screens/product/{slug}",
    tag,
    summary: "The product screen",
    auth: "optional",
    params: z.object({ slug: Slug }),
    query: HomeQuery,
    responses: { 200: ProductScreen },
    errors: ["invalid_query", "not_found"],
  },
];
