/** Member's second factors in memory, by the rules that its statements keep (workers/member/test/factors.test.ts). */
import type { FactorsOf } from "@edgemart/contracts/credentials";
import type { Passkey } from "@edgemart/contracts/passkeys";
import { err, ok } from "@edgemart/contracts/result";
import type { MemberFactorsRpc } from "@edgemart/contracts/second-factor";
import type { MembersAround } from "./passkeys.ts";

interface Kept {
  active: { secret: string; since: string } | null;
  pending: string | null;
  lastStep: number;
  recovery: { slot: string; hash: string }[];
}

/** Second factors, and what a test looks at or sets. */
export interface MemoryFactors extends MemberFactorsRpc {
  factors: Map<string, Kept>;
  factorsOf(memberId: string): FactorsOf;
}

/** Makes an empty store of second factors. */
export function memoryFactors(
  around: MembersAround & { hasPasskey(memberId: string): boolean; passkeys: Map<string, Passkey> },
  atMs: number,
): MemoryFactors {
  const { check, hasPasskey, memberOf } = around;
  const factors = new Map<string, Kept>();
  const since = new Date(atMs).toISOString();
  const slots = (hashes: readonly string[]) =>
    hashes.map((hash, slot) => ({ slot: String(slot), hash }));
  return {
    factors,
    factorsOf(memberId) {
      const kept = factors.get(memberId);
      const totp = kept?.active != null;
      const passkey = hasPasskey(memberId);
      return { totp, recoveryCodes: totp ? (kept?.recovery.length ?? 0) : 0, passkey };
    },
    async factorOf(memberId) {
      check();
      const owner = memberOf(memberId);
      if (!owner) return null;
      const { active = null, pending = null, recovery = [] } = factors.get(memberId) ?? {};
      const { role } = owner.member;
      return { memberId, role, active, pending, recovery, hasPasskey: hasPasskey(memberId) };
    },
    async setFactor(input) {
      check();
      const { memberId } = input;
      const kept = factors.get(memberId);
      const owner = memberOf(memberId);
      if (owner?.member.status !== "active") return err("not_found");
      switch (input.to) {
        case "pending": {
          const before = kept ?? { active: null, lastStep: 0, recovery: [] };
          factors.set(memberId, { ...before, pending: input.secret });
          return ok(null);
        }
        case "active": {
          const { recoveryHashes, secret, step } = input;
          if (kept?.pending !== secret) return err("not_found");
          const active = { secret, since };
          const recovery = slots(recoveryHashes);
          factors.set(memberId, { active, pending: null, lastStep: step, recovery });
          return ok(null);
        }
        case "codes":
          if (!kept?.active) return err("not_found");
          kept.recovery = slots(input.recoveryHashes);
          return ok(null);
        case "off":
          if (!kept?.active) return err("not_found");
          if (owner.member.role === "admin" && !hasPasskey(memberId)) return err("last_factor");
          factors.delete(memberId);
          return ok(null);
      }
    },
    async resetFactors({ actorId, memberId }) {
      check();
      const actor = memberOf(actorId)?.member;
      const mayAct = actor?.role === "admin" && actor.status === "active" && actorId !== memberId;
      if (!mayAct) return err("forbidden");
      if (!memberOf(memberId)) return err("not_found");
      const hadPasskey = hasPasskey(memberId);
      for (const [id, passkey] of around.passkeys) {
        if (passkey.memberId === memberId) around.passkeys.delete(id);
      }
      const hadApp = factors.get(memberId)?.active != null;
      factors.delete(memberId);
      return ok(hadApp || hadPasskey);
    },
    async takeStep({ memberId, secret, step }) {
      check();
      const kept = factors.get(memberId);
      if (kept?.active?.secret !== secret || kept.lastStep >= step) return false;
      kept.lastStep = step;
      return true;
    },
    async takeRecoveryCode({ hash, memberId, slot }) {
      check();
      const kept = factors.get(memberId);
      const rest = kept?.recovery.filter((each) => each.slot !== slot || each.hash !== hash) ?? [];
      if (!kept || rest.length === kept.recovery.length) return null;
      kept.recovery = rest;
      return rest.length;
    },
  };
}
