/** Gives a rendered answer its status, policy and headers. */
import { log } from "@edgemart/worker-kit/log";
import { THEME_SCRIPT } from "../shell/theme-script.ts";
import type { Front } from "./front.ts";
import { pageFacts, payloadFacts, policyFor } from "./html.ts";
import { isHtml } from "./is-html.ts";
import { secure } from "./security-headers.ts";

/**
 * Finishes an answer; a page is read completely, because its policy comes before its first byte.
 *
 * @param forms origins that forms of the page may lead to, besides the shop
 */
export async function finish(
  response: Response,
  front: Pick<Front, "config" | "pages">,
  forms: readonly string[] = [],
): Promise<Response> {
  const { config } = front;
  const headers = new Headers(response.headers);
  const https = config.SHOP_ORIGIN.startsWith("https:");
  const payload = headers.get("content-type")?.startsWith("text/x-component");
  if (!isHtml(headers) && !payload) {
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
    secure(headers, https);
    return new Response(response.body, { status: response.status, headers });
  }
  const text = await response.text();
  const facts = payload ? payloadFacts(text) : pageFacts(text);
  if (!payload && front.pages) {
    const origins = { cdn: config.NEXT_PUBLIC_CDN_DOMAIN, forms, https };
    const { policy, blocked } = await policyFor(text, [THEME_SCRIPT], origins);
    if (blocked > 0) log("warn", "web.script_blocked", { blocked });
    headers.set("content-security-policy", policy);
  }
  headers.set("cache-control", "private, no-store");
  if (facts.status === 503) headers.set("retry-after", "5");
  if (facts.partial) headers.set("x-page", "partial");
  secure(headers, https);
  if (!front.pages) headers.delete("content-security-policy");
  return new Response(text, { status: facts.status ?? response.status, headers });
}
