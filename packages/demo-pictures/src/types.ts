/** What the pictures need to know of a product; no behaviour. */

/** A text in the shop's two languages. */
export interface Bilingual {
  readonly ko: string;
  readonly en: string;
}

/** A product as far as it is drawn. */
export interface Pictured {
  readonly slug: string;
  readonly categorySlug: string;
  readonly title: Bilingual;
  /** Colours the pictures show, six-digit hex, the main colour first. */
  readonly hues: readonly string[];
}
