/** An address that is held for the account that had it: who asks with it is mailed the link back once more. @see specs/identity.md 20 */
import { normalizeEmail } from "@edgemart/contracts/email";
import { bindingOf } from "../core/links.ts";
import type { Caller, Deps } from "../ports.ts";
import { authEvent } from "./tell.ts";

/** Mails a member the oldest link back to an address, which wins over every later one. @throws Unavailable */
export async function mailUndoAgain(deps: Deps, memberId: string, email: string, caller: Caller) {
  const binding = undoBinding(memberId, normalizeEmail(email) ?? "");
  const [link] = await deps.links.undosOf(memberId, binding);
  if (!link) return;
  const { id: linkId, locale } = link;
  const about = { type: "link", id: linkId } as const;
  const data = { linkId, locale, memberId };
  await deps.links.tell(authEvent(deps, "auth.reset_requested", about, data, caller));
}

/** Who has an address, and for whom it is held: two questions for every address alike. @throws Unavailable */
export async function whoseAddress(deps: Deps, email: string, { call }: Caller) {
  const [known, heldFor] = await Promise.all([
    deps.members.credentialOf(email, call),
    deps.members.heldFor(email, call),
  ]);
  return { known, heldFor };
}

/** A link back is bound to its member and to the address before alone. */
function undoBinding(memberId: string, emailNorm: string): string {
  const rest = { passwordChangedAt: null, sessionsVoidBelow: 0, role: "" };
  return bindingOf("email_undo", { memberId, emailNorm, ...rest });
}
