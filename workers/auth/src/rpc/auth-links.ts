/** The question of `AuthLinksRpc`. Input is parsed here, types vanish between Workers. */
import { type LinkMail, LinksInput } from "@edgemart/contracts/links";
import { linkToken } from "../core/links.ts";
import type { Deps } from "../ports.ts";

/**
 * Gives links with their tokens, made again for the mail; one whose secret is gone cannot be mailed any more.
 *
 * @throws for an input of another shape: two deployments that do not fit
 */
export async function linksOf(
  input: unknown,
  { config, links }: Pick<Deps, "config" | "links">,
): Promise<LinkMail[]> {
  const found = await links.findAll(LinksInput.parse(input).linkIds);
  return found.flatMap(({ email, expiresAt, id, kid, kind, locale }) => {
    const secret = config.AUTH_LINK_SECRETS.keys.get(kid);
    if (!secret) return [];
    return [{ linkId: id, kind, email, locale, token: linkToken(secret, id, kind), expiresAt }];
  });
}
