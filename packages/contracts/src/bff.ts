/** Screens: what the storefront shows, composed from several services. */
import { z } from "zod";
import { Category, ListingQuery, Product, ProductCard, ProductListing, Slug } from "./catalog.ts";
import { DEFAULT_LOCALE, Locale } from "./locale.ts";
import { Member } from "./member.ts";
import { operations } from "./operation.ts";

/** Parses the language of a screen. */
export const HomeQuery = z.object({ lang: Locale.default(DEFAULT_LOCALE) });

/** Services a screen may have had to do without. */
export const Degraded = z.array(z.enum(["catalog", "member"]));
/** A parsed `Degraded`. */
export type Degraded = z.infer<typeof Degraded>;

/** Describes the greeting of a signed-in member; `memberSince` is a day. */
export const Greeting = z.object({ name: z.string(), memberSince: z.string() });
/** A parsed `Greeting`. */
export type Greeting = z.infer<typeof Greeting>;

/** Describes the home screen. */
export const HomeScreen = z
  .object({
    locale: Locale,
    hero: ProductCard.nullable(),
    featured: z.array(ProductCard),
    newest: z.array(ProductCard),
    popular: z.array(ProductCard),
    categories: z.array(Category),
    member: Greeting.nullable().describe("Null without a token, or when members are away"),
    personal: z
      .object({ basis: z.literal("cart"), items: z.array(ProductCard).min(1) })
      .nullable()
      .describe(
        "Products like those in the member's cart; null without a token, a cart or any like them",
      ),
    degraded: Degraded,
  })
  .meta({ id: "HomeScreen" });
/** A parsed `HomeScreen`. */
export type HomeScreen = z.infer<typeof HomeScreen>;

/** Describes the screen of a product. */
export const ProductScreen = z
  .object({
    locale: Locale,
    product: Product,
    related: z.array(ProductCard),
    degraded: Degraded,
  })
  .meta({ id: "ProductScreen" });
/** A parsed `ProductScreen`. */
export type ProductScreen = z.infer<typeof ProductScreen>;

/** Describes the screen of a listing. */
export const ListingScreen = z
  .object({
    locale: Locale,
    listing: ProductListing,
    categories: z.array(Category),
    degraded: Degraded.describe("`catalog`: what is shown may be old"),
  })
  .meta({ id: "ListingScreen" });
/** A parsed `ListingScreen`. */
export type ListingScreen = z.infer<typeof ListingScreen>;

/** Describes the screen of an account. */
export const AccountScreen = z
  .object({ locale: Locale, member: Member, popular: z.array(ProductCard), degraded: Degraded })
  .meta({ id: "AccountScreen" });
/** A parsed `AccountScreen`. */
export type AccountScreen = z.infer<typeof AccountScreen>;

/** Grows with every write; pages kept under an older one are invalid. Null while it cannot be read. */
export const Generation = z.object({ catalog: z.string().nullable() });
/** A parsed `Generation`. */
export type Generation = z.infer<typeof Generation>;

const tag = "Screens";
/** The BFF's operations, by the policy they share at the gateway. */
export const bffGroups = {
  /** The first screen. */
  home: operations(tag, {
    getHomeScreen: {
      method: "get",
      path: "/api/home",
      summary: "The home screen; with a token also the member's part",
      credential: "optional",
      query: HomeQuery,
      responses: { 200: HomeScreen },
      errors: [],
    },
  }),
  /** Screens that are alike for everyone. */
  screens: operations(tag, {
    getProductScreen: {
      method: "get",
      path: "/api/screens/product/{slug}",
      summary: "The product screen",
      credential: "optional",
      params: z.object({ slug: Slug }),
      query: HomeQuery,
      responses: { 200: ProductScreen },
      errors: [],
    },
    getListingScreen: {
      method: "get",
      path: "/api/screens/listing",
      summary: "The listing screen: products, facets and the category tree",
      credential: "optional",
      query: ListingQuery,
      queryRepeats: true,
      responses: { 200: ListingScreen },
      errors: [],
    },
    getGeneration: {
      method: "get",
      path: "/api/screens/generation",
      summary: "The generation of what caches keep of the catalogue",
      credential: "optional",
      responses: { 200: Generation },
      errors: [],
    },
  }),
  /** Screens of one member. */
  account: operations(tag, {
    getAccountScreen: {
      method: "get",
      path: "/api/screens/account",
      summary: "The account screen",
      credential: "bearer",
      query: HomeQuery,
      responses: { 200: AccountScreen },
      errors: ["not_found"],
    },
  }),
};
