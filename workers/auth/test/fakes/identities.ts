/** Member's identities in memory, by the rules that its statements keep (workers/member/test/identities.test.ts). */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { IdentityView, MemberIdentitiesRpc, Subject } from "@edgemart/contracts/google";
import type { Member } from "@edgemart/contracts/member";
import { err, ok } from "@edgemart/contracts/result";
import { newId } from "@edgemart/worker-kit/ids";

/** What of the members is needed. */
export interface RowsAround {
  check(): void;
  memberOf(id: string): { member: Member; passwordHash: string | null } | null;
  isTaken(emailNorm: string): boolean;
  hasPasskey(id: string): boolean;
  add(emailNorm: string, member: Member): void;
  /** Forgets password, passkeys and factor. */
  empty(id: string): void;
}

/** Identities, and what a test looks at or sets. */
export interface MemoryIdentities extends MemberIdentitiesRpc {
  linked: Map<string, Subject & { memberId: string; view: IdentityView }>;
  forgetIdentities(memberId: string): void;
}

/** Makes an empty store of identities. */
export function memoryIdentities(around: RowsAround, atMs: number): MemoryIdentities {
  const { check, memberOf } = around;
  const linked: MemoryIdentities["linked"] = new Map();
  const claimed = new Set<string>();
  const at = new Date(atMs).toISOString();
  const ofMember = (memberId: string) =>
    [...linked.values()].filter((i) => i.memberId === memberId);
  const find = ({ issuer, subject }: Subject) =>
    [...linked.values()].find((each) => each.issuer === issuer && each.subject === subject);
  const known = (found: ReturnType<typeof find>) => {
    const row = found ? memberOf(found.memberId) : null;
    if (!found || !row) return null;
    const hasAnotherWay = row.passwordHash !== null || around.hasPasskey(row.member.id);
    return { identity: found.view, member: row.member, hasAnotherWay };
  };
  const keep = (subject: Subject, memberId: string) => {
    const view = {
      id: newId("identity"),
      provider: "GOOGLE" as const,
      linkedAt: at,
      lastUsedAt: null,
    };
    const { issuer, subject: name } = subject;
    linked.set(view.id, { issuer, subject: name, memberId, view });
    return view;
  };
  const renew = (memberId: string) => {
    const row = memberOf(memberId);
    if (row) row.member = { ...row.member, version: row.member.version + 1 };
  };
  return {
    linked,
    forgetIdentities(memberId) {
      for (const { view } of ofMember(memberId)) linked.delete(view.id);
    },
    async identityOf(subject) {
      check();
      return known(find(subject));
    },
    async useIdentity(id) {
      check();
      return known(linked.get(id));
    },
    async identitiesOf(memberId) {
      check();
      return ofMember(memberId).map(({ view }) => view);
    },
    async registerWithIdentity({ email, name, locale, issuer, subject, picture }) {
      check();
      const norm = normalizeEmail(email) ?? "";
      if (around.isTaken(norm)) return err("email_taken");
      if (find({ issuer, subject })) return err("identity_taken");
      const member: Member = {
        ...{ id: newId("member"), email, name, locale, role: "member", status: "active" },
        ...{ emailVerified: true, version: 1, createdAt: at, updatedAt: at },
        ...{ provider: "GOOGLE", profileImage: picture },
      };
      around.add(norm, member);
      return ok({ member, identity: keep({ issuer, subject }, member.id) });
    },
    async linkIdentity({ issuer, memberId, memberVersion, subject }) {
      check();
      const member = memberOf(memberId)?.member;
      const isSame = memberVersion === null || member?.version === memberVersion;
      if (member?.status !== "active" || !member.emailVerified || !isSame) return err("not_found");
      const found = find({ issuer, subject });
      if (found && found.memberId !== memberId) return err("identity_taken");
      if (ofMember(memberId).length > 0) return err("identity_exists");
      const view = keep({ issuer, subject }, memberId);
      renew(memberId);
      return ok(view);
    },
    async claimIdentity({ isEmptied, issuer, linkId, memberId, memberVersion, subject }) {
      check();
      const row = memberOf(memberId);
      const isSame = row?.member.version === memberVersion && row.member.status === "active";
      if (!row || !isSame || row.member.role === "admin" || claimed.has(linkId)) {
        return err("not_found");
      }
      const found = find({ issuer, subject });
      if (found || (!isEmptied && ofMember(memberId).length > 0)) return err("identity_taken");
      claimed.add(linkId);
      if (isEmptied) {
        for (const { view } of ofMember(memberId)) linked.delete(view.id);
        around.empty(memberId);
      }
      const identity = keep({ issuer, subject }, memberId);
      renew(memberId);
      row.member = { ...row.member, emailVerified: true };
      return ok({ identity, member: row.member, hasAnotherWay: !isEmptied });
    },
    async unlinkIdentity({ id, memberId }) {
      check();
      if (linked.get(id)?.memberId !== memberId) return err("not_found");
      const hasPassword = memberOf(memberId)?.passwordHash !== null;
      const others = ofMember(memberId).length > 1 || around.hasPasskey(memberId);
      if (!hasPassword && !others) return err("last_sign_in_method");
      linked.delete(id);
      renew(memberId);
      return ok(null);
    },
  };
}
