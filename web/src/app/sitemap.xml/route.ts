/** `/sitemap.xml`: the index of the sitemaps. */
import { webConfig } from "#config.ts";
import { answerIndex } from "#domains/seo/answer-sitemap.ts";

// Made at run time: addresses and products are not known to a build.
export const dynamic = "force-dynamic";

export function GET(): Promise<Response> {
  return answerIndex(webConfig());
}
