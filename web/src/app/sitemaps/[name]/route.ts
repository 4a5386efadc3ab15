/** `/sitemaps/:name.xml`: one sitemap. */
import { webConfig } from "#config.ts";
import { answerFile } from "#domains/seo/answer-sitemap.ts";

// Made at run time: addresses and products are not known to a build.
export const dynamic = "force-dynamic";

interface Params {
  params: Promise<{ name: string }>;
}

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  return answerFile((await params).name.replace(/\.xml$/, ""), webConfig());
}
