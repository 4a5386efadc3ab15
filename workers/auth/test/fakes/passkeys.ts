/** Member's passkeys in memory, by the rules that its statements keep (workers/member/test/passkeys.test.ts). */
import type { Member } from "@edgemart/contracts/member";
import { type MemberPasskeysRpc, PASSKEYS_MAX, type Passkey } from "@edgemart/contracts/passkeys";
import { err, ok } from "@edgemart/contracts/result";
import { newId } from "@edgemart/worker-kit/ids";

/** What of the members is needed. */
export interface MembersAround {
  check(): void;
  memberOf(id: string): { member: Member; hasPassword: boolean } | null;
}

/** Passkeys, and what a test looks at or sets. */
export interface MemoryPasskeys extends MemberPasskeysRpc {
  /** What a reset does to an account that is not an administrator's. */
  forgetPasskeys(memberId: string): void;
  kept: Map<string, Passkey>;
}

/** Makes an empty store of passkeys. */
export function memoryPasskeys({ check, memberOf }: MembersAround, atMs: number): MemoryPasskeys {
  const kept = new Map<string, Passkey>();
  const ofMember = (memberId: string) => [...kept.values()].filter((p) => p.memberId === memberId);
  const at = new Date(atMs).toISOString();
  return {
    kept,
    forgetPasskeys(memberId) {
      if (memberOf(memberId)?.member.role === "admin") return;
      for (const { id } of ofMember(memberId)) kept.delete(id);
    },
    async passkeysOf(memberId) {
      check();
      return ofMember(memberId);
    },
    async passkeyOf(credentialId) {
      check();
      const passkey = [...kept.values()].find((each) => each.credentialId === credentialId);
      const owner = passkey && memberOf(passkey.memberId);
      return passkey && owner ? { passkey, member: owner.member } : null;
    },
    async addPasskey({ aaguid: _, backedUp, ...input }) {
      check();
      if (memberOf(input.memberId)?.member.status !== "active") return err("not_found");
      if (ofMember(input.memberId).length >= PASSKEYS_MAX) return err("passkeys_full");
      if ([...kept.values()].some((each) => each.credentialId === input.credentialId)) {
        return err("passkey_exists");
      }
      const flags = { synced: backedUp, suspended: false, secondOnly: false };
      const passkey = { id: newId("passkey"), ...input, ...flags, createdAt: at, lastUsedAt: null };
      kept.set(passkey.id, passkey);
      return ok(passkey);
    },
    async usePasskey({ backedUp, counter, id }) {
      check();
      const passkey = kept.get(id);
      if (!passkey || passkey.suspended) return "gone";
      const isHigher = counter > passkey.counter || (counter === 0 && passkey.counter === 0);
      const suspended = !isHigher && !passkey.backupEligible;
      const raised = Math.max(counter, passkey.counter);
      kept.set(id, { ...passkey, counter: raised, suspended, synced: backedUp });
      if (suspended) return "suspended";
      return isHigher ? "used" : "not_higher";
    },
    async renamePasskey({ id, memberId, name }) {
      check();
      const passkey = kept.get(id);
      if (passkey?.memberId !== memberId) return null;
      kept.set(id, { ...passkey, name });
      return { ...passkey, name };
    },
    async removePasskey({ id, memberId }) {
      check();
      if (kept.get(id)?.memberId !== memberId) return err("not_found");
      const others = ofMember(memberId).filter((each) => each.id !== id && !each.suspended);
      if (!memberOf(memberId)?.hasPassword && others.length === 0) {
        return err("last_sign_in_method");
      }
      kept.delete(id);
      return ok(null);
    },
  };
}
