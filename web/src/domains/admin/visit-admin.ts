/** Who looks at an administration page: an administrator, or a member who may not. */
import type { Locale } from "@edgemart/contracts/locale";
import type { FormName } from "#session/flash.ts";
import { type Visit, visit } from "../account/visit.ts";

/** Who looks at a page of the administration; `away`: no one could tell. */
export type AdminVisit = { kind: "admin"; visit: Visit } | { kind: "forbidden" } | { kind: "away" };

/**
 * Finds out who asks. What is shown is decided here; what may be done, by the Workers with the token itself.
 *
 * @param path of the page, below the language
 * @throws Next's redirect to the sign-in form for a guest
 */
export async function visitAdmin(
  lang: Locale,
  path: string,
  ...forms: readonly FormName[]
): Promise<AdminVisit> {
  const visited = await visit(lang, path, ...forms);
  if (!visited) return { kind: "away" };
  return visited.member.role === "admin"
    ? { kind: "admin", visit: visited }
    : { kind: "forbidden" };
}
