/** `/robots.txt`. */
import { webConfig } from "#config.ts";
import { robotsText } from "#domains/seo/robots.ts";

// Made at run time: addresses and products are not known to a build.
export const dynamic = "force-dynamic";

export function GET(): Response {
  const { SHOP_ORIGIN, ENVIRONMENT } = webConfig();
  return new Response(robotsText(SHOP_ORIGIN, ENVIRONMENT !== "staging"), {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "public, max-age=3600",
    },
  });
}
