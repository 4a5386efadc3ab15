/** One thing the search field offers. */
export interface Suggested {
  kind: "product" | "category";
  text: string;
  href: string;
  /** Address of a small picture. */
  src: string | null;
}
