/** What member's statements about addresses decide. @see workers/member/src/adapters/email-store.postgres.ts */
import { normalizeEmail } from "@edgemart/contracts/email";
import {
  EMAIL_HOLD_DAYS,
  type EmailUndo,
  type EmailVerify,
} from "@edgemart/contracts/email-change";
import { err, ok } from "@edgemart/contracts/result";
import type { Members } from "../../src/ports.ts";
import type { MemberModel } from "./member-model.ts";
import { type Account, instant, isSettled, renew } from "./member-rows.ts";

/** An address that is held for who left it. */
export interface Hold {
  memberId: string;
  sinceMs: number;
  untilMs: number;
}

const HOLD_MS = EMAIL_HOLD_DAYS * 86_400_000;

/** The questions about addresses. */
export function emailPort(
  model: MemberModel,
): Pick<Members, "heldFor" | "moveEmail" | "verifyEmail" | "undoEmail"> {
  return {
    async heldFor(email) {
      const norm = normalizeEmail(email) ?? "";
      const hold = model.holdOf(norm);
      return hold && model.byId(hold.memberId)?.emailNorm !== norm ? hold.memberId : null;
    },
    async moveEmail(input) {
      const account = asItWas(model, input);
      const norm = normalizeEmail(input.email) ?? "";
      if (!account || !model.claimKey(input.linkId)) return err("link_invalid");
      if (model.isTaken(norm, input.memberId)) {
        model.effects.delete(input.linkId);
        return err("email_taken");
      }
      const { emailNorm: before } = account;
      put(account, input.email, norm);
      if (before !== norm) hold(model, before, input.memberId);
      model.onMoved(input.undoLinkId);
      return ok(null);
    },
    async verifyEmail(input) {
      const account = asItWas(model, input);
      if (!account || !model.claimKey(input.linkId)) return false;
      put(account, account.member.email, account.emailNorm);
      return true;
    },
    undoEmail: async (input) => undo(model, input),
  };
}

/** An account that is as it was when its link was made; its link did not act. */
function asItWas(model: MemberModel, { linkId, memberId, was }: EmailVerify): Account | null {
  const account = model.active(memberId);
  if (!account || model.hasActed(linkId)) return null;
  const changedAt = account.changedMs === null ? null : instant(account.changedMs);
  const isSame =
    account.emailNorm === was.emailNorm &&
    account.voidBelow === was.sessionsVoidBelow &&
    changedAt === was.passwordChangedAt;
  return isSame || !model.rules.linkIsBound ? account : null;
}

function put(account: Account, email: string, norm: string): void {
  account.member = { ...account.member, email, emailVerified: true };
  account.emailNorm = norm;
  renew(account);
}

function hold(model: MemberModel, norm: string, memberId: string): void {
  const now = model.now();
  const before = model.holds.get(norm);
  const isOwn = before?.memberId === memberId && before.untilMs > now;
  const sinceMs = isOwn ? before.sinceMs : now;
  model.holds.set(norm, { memberId, sinceMs, untilMs: now + HOLD_MS });
}

function undo(model: MemberModel, { email, linkId, memberId }: EmailUndo): boolean {
  const norm = normalizeEmail(email) ?? "";
  const account = model.active(memberId);
  const held = model.holdOf(norm);
  if (model.hasActed(linkId)) return true;
  if (!account || held?.memberId !== memberId) return false;
  // No one else can have it while it is held; a planted error lets it be.
  if (model.isTaken(norm, memberId)) return false;
  model.claimKey(linkId);
  put(account, email, norm);
  account.voidBelow = account.member.version;
  for (const [each, { memberId: whose, sinceMs }] of model.holds) {
    if (whose === memberId && sinceMs >= held.sinceMs) model.holds.delete(each);
  }
  if (model.rules.undoTakesPassword) {
    account.hash = null;
    account.changedMs = null;
  }
  if (!model.rules.undoTakesOtherWays) return true;
  model.takeWays(account, isSettled(account, model.now()), false);
  return true;
}
