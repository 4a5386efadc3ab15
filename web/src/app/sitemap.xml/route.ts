/** `/sitemap.xml`: the index of the sitemaps. */
import { webConfig } from "../../config.ts";
import { answerIndex } from "../../domains/seo/answer-sitemap.ts";

export function GET(): Promise<Response> {
  return answerIndex(webConfig());
}
