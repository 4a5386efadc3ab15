/** The questions about addresses of `MemberCredentialsRpc`. Input is parsed here, types vanish between Workers. */
import { normalizeEmail } from "@edgemart/contracts/email";
import { EmailMove, EmailUndo, EmailVerify } from "@edgemart/contracts/email-change";
import type { Deps } from "../ports.ts";

/** The member for whom an address is held. */
export async function heldFor(email: unknown, deps: Deps) {
  const emailNorm = typeof email === "string" ? normalizeEmail(email) : null;
  return emailNorm === null ? null : deps.emails.heldFor(emailNorm);
}

/** Moves an account to another address. @throws for an input of another shape: two deployments that do not fit */
export async function moveEmail(input: unknown, deps: Deps) {
  const move = EmailMove.parse(input);
  return deps.emails.move(move, normOf(move.email));
}

/** Confirms an address. @throws as `moveEmail` */
export async function verifyEmail(input: unknown, deps: Deps) {
  return deps.emails.verify(EmailVerify.parse(input));
}

/** Puts an earlier address back. @throws as `moveEmail` */
export async function undoEmail(input: unknown, deps: Deps) {
  const undo = EmailUndo.parse(input);
  return deps.emails.undo(undo, normOf(undo.email));
}

function normOf(email: string): string {
  const emailNorm = normalizeEmail(email);
  if (emailNorm === null) throw new Error("an address that was parsed is none");
  return emailNorm;
}
