/** What a screen needs of the outside world. Types only. */
import type {
  CatalogHome,
  ListingScreenData,
  ProductCard,
  ProductScreenData,
} from "@edgemart/contracts/catalog";
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Locale } from "@edgemart/contracts/locale";
import type { Member, MemberRefusal, Shopper } from "@edgemart/contracts/member";
import type { Answer } from "./core/answer.ts";

/** The shop as one request sees it: of one generation from its first question to its answer. No method throws. */
export interface Shop {
  /** Null while it is not known: nothing is then kept of what is answered. */
  generation: string | null;
  /** Sections that are alike for all: each is kept, and may be `late`. */
  home(locale: Locale): Promise<Answer<CatalogHome, "validation_failed">>;
  /** @param query every value of each name in the address */
  listing(
    locale: Locale,
    query: Record<string, string[]>,
  ): Promise<Answer<ListingScreenData, "invalid_query" | "validation_failed">>;
  product(
    locale: Locale,
    slug: string,
  ): Promise<Answer<ProductScreenData, "not_found" | "validation_failed">>;
  /** Products like those of a cart. Asked each time and kept for no one. */
  similar(locale: Locale, skus: string[]): Promise<Answer<ProductCard[], "validation_failed">>;
}

/** What a member's token gives. The token is verified by member. No method throws. */
export interface Members {
  me(accessToken: string): Promise<Answer<Member, MemberRefusal>>;
  /** The member with the SKUs in its cart. */
  shopper(accessToken: string): Promise<Answer<Shopper, MemberRefusal>>;
}

/** Keeps the last good answers of sections that are alike for all. */
export interface Sections {
  generation: string | null;
  /**
   * Gives a section from what is kept, or asks for it and keeps the answer.
   *
   * @param name what it depends on besides the generation: screen, language, parameters. A name has one shape
   * @returns `late: true` when the service is unavailable and the last good answer takes its place
   */
  section<T, Code extends ErrorCode>(
    name: string,
    ask: () => Promise<Answer<T, Code>>,
  ): Promise<Answer<T, Code>>;
}

/** What a screen's route is given. */
export interface Deps {
  shop(): Promise<Shop>;
  members: Members;
  /** The catalog's generation as this isolate knows it; null when it was never learnt. */
  catalogGeneration(): Promise<string | null>;
}
