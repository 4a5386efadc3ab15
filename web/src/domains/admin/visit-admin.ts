/** Who looks at an administration page: an administrator, or a member who may not. */
import type { Locale } from "@edgemart/contracts/locale";
import { redirect } from "next/navigation";
import type { FormName } from "#session/flash.ts";
import { type Visit, visit } from "../account/visit.ts";

/** Who looks at a page of the administration; `away`: no one could tell. */
export type AdminVisit = { kind: "admin"; visit: Visit } | { kind: "forbidden" } | { kind: "away" };

/**
 * Finds out who asks. What is shown is decided here; what may be done, by the Workers with the token itself.
 *
 * @param path of the page, below the language
 * @throws Next's redirect to the sign-in form for a guest, and to the second factor for an administrator who proved none
 * @see specs/identity.md 46
 */
export async function visitAdmin(
  lang: Locale,
  path: string,
  ...forms: readonly FormName[]
): Promise<AdminVisit> {
  const visited = await visit(lang, path, ...forms);
  if (!visited) return { kind: "away" };
  if (visited.member.role !== "admin") return { kind: "forbidden" };
  if (!visited.hasSecondFactor) {
    redirect(`/${lang}/login/code?return=${encodeURIComponent(`/${lang}${path}`)}`);
  }
  return { kind: "admin", visit: visited };
}
