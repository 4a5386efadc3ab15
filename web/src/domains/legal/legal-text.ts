/** What terms and privacy pages are made of. */
export interface LegalText {
  title: string;
  description: string;
  /** Day it took effect, `2026-11-01`. */
  since: string;
  intro: string;
  sections: { title: string; paragraphs: string[] }[];
}
