/** What a provider says of a person → what is kept of it. Pure. @see specs/identity.md 32 */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Locale } from "@edgemart/contracts/locale";
import { MemberName } from "@edgemart/contracts/member";

/** The only host that pictures are taken from. */
const PICTURE_ORIGIN = "https://lh3.googleusercontent.com";
const NAME_MAX = 80;
const NAMELESS: Record<Locale, string> = { ko: "회원", en: "Member" };

/** Gives a name that is one line of visible text; what a person without one is called otherwise. */
export function personName(said: string | null, locale: Locale): string {
  const visible = (said ?? "").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "").trim();
  const name = [...visible].slice(0, NAME_MAX).join("").slice(0, NAME_MAX).trim();
  return MemberName.safeParse(name).success ? name : NAMELESS[locale];
}

/** Gives the address of a picture at the provider's own host; null for any other. */
export function personPicture(said: string | null): string | null {
  if (said === null || said.length > 2_048 || !URL.canParse(said)) return null;
  const { href, origin, password, username } = new URL(said);
  return origin === PICTURE_ORIGIN && !username && !password ? href : null;
}

/** Gives an address that the provider says is confirmed, as it is written; null otherwise. */
export function confirmedEmail(said: string | null, isVerified: boolean): string | null {
  return isVerified && said !== null && normalizeEmail(said) !== null ? said : null;
}
