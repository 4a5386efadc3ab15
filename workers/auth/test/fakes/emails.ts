/** Member's addresses in memory, by the rules that its statements keep (workers/member/test/emails.test.ts). */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { EmailVerify, MemberEmailsRpc } from "@edgemart/contracts/email-change";
import { err, ok } from "@edgemart/contracts/result";
import type { MemoryMembers } from "./members.ts";

interface Hold {
  memberId: string;
  /** Place in the order in which addresses were left. */
  since: number;
}

/** Makes them. @param members whose rows are moved; @param changeEvent hears of each move */
export function memoryEmails(
  members: () => MemoryMembers,
  check: () => void,
): MemberEmailsRpc & { holds: Map<string, Hold>; undoLinks: string[] } {
  const done = new Set<string>();
  let moves = 0;
  const find = (id: string) => [...members().rows].find(([, { member }]) => member.id === id);
  const rowAt = ({ linkId, memberId, was }: EmailVerify) => {
    const [norm, row] = find(memberId) ?? [];
    if (!row || norm !== was.emailNorm || done.has(linkId)) return null;
    const changedAt = row.passwordHash === null ? null : (row.passwordChangedAt ?? "at first");
    const isSame =
      changedAt === was.passwordChangedAt &&
      (members().voidBelow.get(memberId) ?? 0) === was.sessionsVoidBelow;
    if (!isSame || row.member.status !== "active") return null;
    done.add(linkId);
    return row;
  };
  const put = (memberId: string, email: string) => {
    const [before = "", row] = find(memberId) ?? [];
    if (!row) throw new Error("no member");
    members().rows.delete(before);
    const version = row.member.version + 1;
    row.member = { ...row.member, email, emailVerified: true, version };
    members().rows.set(normalizeEmail(email) ?? "", row);
    return { before, row };
  };
  const emails = {
    holds: new Map<string, Hold>(),
    undoLinks: [] as string[],
    async heldFor(email: string) {
      check();
      const norm = normalizeEmail(email) ?? "";
      const held = emails.holds.get(norm);
      return held && !members().rows.has(norm) ? held.memberId : null;
    },
    async moveEmail(input: Parameters<MemberEmailsRpc["moveEmail"]>[0]) {
      check();
      const norm = normalizeEmail(input.email) ?? "";
      const held = emails.holds.get(norm);
      if (members().rows.has(norm) || (held && held.memberId !== input.memberId))
        return err("email_taken");
      if (!rowAt(input)) return err("link_invalid");
      const { before } = put(input.memberId, input.email);
      if (!emails.holds.has(before))
        emails.holds.set(before, { memberId: input.memberId, since: ++moves });
      emails.undoLinks.push(input.undoLinkId);
      return ok(null);
    },
    async verifyEmail(input: EmailVerify) {
      check();
      const row = rowAt(input);
      if (row) row.member = { ...row.member, emailVerified: true };
      return row !== null;
    },
    async undoEmail(input: Parameters<MemberEmailsRpc["undoEmail"]>[0]) {
      check();
      if (done.has(input.linkId)) return true;
      const norm = normalizeEmail(input.email) ?? "";
      const held = emails.holds.get(norm);
      if (held?.memberId !== input.memberId) return false;
      done.add(input.linkId);
      const { row } = put(input.memberId, input.email);
      for (const [each, { memberId, since }] of emails.holds) {
        if (memberId === input.memberId && since >= held.since) emails.holds.delete(each);
      }
      row.passwordHash = null;
      members().voidBelow.set(input.memberId, row.member.version);
      members().forgetPasskeys(input.memberId);
      return true;
    },
  };
  return emails;
}
