/** `/.well-known/security.txt`. */
import { webConfig } from "#config.ts";
import { securityText } from "#domains/seo/security-text.ts";

// Its last day moves with the day it is asked for.
export const dynamic = "force-dynamic";

export function GET(): Response {
  const { SHOP_ORIGIN, SHOP_SECURITY_CONTACT, SHOP_LEGAL_EMAIL } = webConfig();
  const contact = SHOP_SECURITY_CONTACT ?? `mailto:${SHOP_LEGAL_EMAIL}`;
  return new Response(securityText(SHOP_ORIGIN, contact, Date.now()), {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "public, max-age=3600",
    },
  });
}
