/** Member's credentials in memory. */
import type { Credential, MemberCredentialsRpc } from "@edgemart/contracts/credentials";
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Member } from "@edgemart/contracts/member";
import { err, ok } from "@edgemart/contracts/result";
import { newId } from "@edgemart/worker-kit/ids";
import { Unavailable } from "../../src/ports.ts";
import { memoryEmails } from "./emails.ts";
import { type MemoryFactors, memoryFactors } from "./factors.ts";
import { type MemoryIdentities, memoryIdentities } from "./identities.ts";
import { type MemoryPasskeys, memoryPasskeys } from "./passkeys.ts";

/** Credentials, and what a test looks at or sets. */
export interface MemoryMembers
  extends MemberCredentialsRpc,
    ReturnType<typeof memoryEmails>,
    MemoryPasskeys,
    MemoryFactors,
    MemoryIdentities {
  /** By normalized e-mail. */
  rows: Map<string, { member: Member; passwordHash: string | null; passwordChangedAt?: string }>;
  /** Member id → `sessionsVoidBelow`. */
  voidBelow: Map<string, number>;
  calls: number;
}

/**
 * Makes an empty store of credentials.
 *
 * @param down    `members` makes every call fail
 * @param startMs epoch milliseconds: when every member was made
 */
export function memoryMembers(down: { members: boolean }, startMs: number): MemoryMembers {
  const keys = new Map<string, string>();
  const done = new Set<string>();
  let changes = 0;
  const credential = (row: ReturnType<typeof rowOf>): Credential | null =>
    row
      ? {
          ...row,
          passwordChangedAt:
            row.passwordHash === null ? null : (row.passwordChangedAt ?? "at first"),
          sessionsVoidBelow: members.voidBelow.get(row.member.id) ?? 0,
          factors: members.factorsOf(row.member.id),
        }
      : null;
  const check = () => {
    members.calls++;
    if (down.members) throw new Unavailable("member: unavailable");
  };
  const rowOf = (id: string) => [...members.rows.values()].find(({ member }) => member.id === id);
  const memberOf = (id: string) => {
    const row = rowOf(id);
    return row ? { member: row.member, hasPassword: row.passwordHash !== null } : null;
  };
  const passkeys = memoryPasskeys({ check, memberOf }, startMs);
  const hasPasskey = (memberId: string) =>
    [...passkeys.kept.values()].some((each) => each.memberId === memberId && !each.suspended);
  const identities = memoryIdentities(
    {
      check,
      memberOf: (id) => rowOf(id) ?? null,
      isTaken: (norm) => members.rows.has(norm),
      hasPasskey,
      add: (norm, member) => void members.rows.set(norm, { member, passwordHash: null }),
      empty(id) {
        const row = rowOf(id);
        if (!row) return;
        row.passwordHash = null;
        members.forgetPasskeys(id);
        members.voidBelow.set(id, row.member.version + 1);
      },
    },
    startMs,
  );
  const members: MemoryMembers = {
    ...passkeys,
    ...identities,
    ...memoryEmails(() => members, check),
    ...memoryFactors({ check, memberOf, hasPasskey, passkeys: passkeys.kept }, startMs),
    rows: new Map(),
    voidBelow: new Map(),
    calls: 0,
    async register({ email, name, locale, passwordHash, idempotencyKey, emailVerified = false }) {
      check();
      const norm = normalizeEmail(email) ?? "";
      const first = idempotencyKey === null ? undefined : keys.get(idempotencyKey);
      const before = members.rows.get(first ?? norm);
      if (before && first && first !== norm) return err("idempotency_key_reused");
      if (before && first) return ok({ member: before.member, repeated: true });
      if (before) return err("email_taken");
      const at = new Date(startMs).toISOString();
      const member: Member = {
        ...{ id: newId("member"), email, name, locale, role: "member", status: "active" },
        ...{ emailVerified, version: 1, createdAt: at, updatedAt: at },
      };
      members.rows.set(norm, { member, passwordHash });
      if (idempotencyKey !== null) keys.set(idempotencyKey, norm);
      return ok({ member, repeated: false });
    },
    async credentialOf(email) {
      check();
      return credential(members.rows.get(normalizeEmail(email) ?? ""));
    },
    async credentialOfId(memberId) {
      check();
      return credential(rowOf(memberId));
    },
    async replaceCredential(input) {
      const { memberId, expectedHash, passwordHash, reason, sessionsVoidBefore } = input;
      const { keepOtherWaysIn, link } = input;
      check();
      const row = rowOf(memberId);
      if (!row || (reason !== "reset" && row.passwordHash !== expectedHash)) return false;
      if (link && (done.has(link.id) || row.member.status !== "active")) return false;
      if (link && normalizeEmail(row.member.email) !== link.emailNorm) return false;
      if (link) done.add(link.id);
      if (link?.isMailed) row.member = { ...row.member, emailVerified: true };
      if (reason === "reset" && !keepOtherWaysIn) {
        members.forgetPasskeys(memberId);
        members.forgetIdentities(memberId);
      }
      row.passwordHash = passwordHash;
      if (reason !== "upgrade") row.passwordChangedAt = `change ${++changes}`;
      if (sessionsVoidBefore > 0) {
        row.member = { ...row.member, version: row.member.version + 1 };
        members.voidBelow.set(memberId, row.member.version);
      }
      return true;
    },
    async stateOf(memberId) {
      check();
      const row = rowOf(memberId);
      const sessionsVoidBelow = members.voidBelow.get(memberId) ?? 0;
      return row ? { ...row.member, sessionsVoidBefore: 0, sessionsVoidBelow } : null;
    },
  };
  return members;
}
