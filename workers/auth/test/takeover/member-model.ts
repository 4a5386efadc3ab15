/** What member's statements decide, in memory: one call is one statement.
 * Longer than 250 lines: the tables and what changes them are read in one place. */
import type { CredentialReplace } from "@edgemart/contracts/credentials";
import { normalizeEmail } from "@edgemart/contracts/email";
import type { IdentityClaim, IdentityRegister, Subject } from "@edgemart/contracts/google";
import type { Member } from "@edgemart/contracts/member";
import { PASSKEYS_MAX, type PasskeyKeep } from "@edgemart/contracts/passkeys";
import { err, ok } from "@edgemart/contracts/result";
import type { FactorSet } from "@edgemart/contracts/second-factor";
import type { Members } from "../../src/ports.ts";
import { emailPort, type Hold } from "./member-emails.ts";
import {
  type Account,
  credentialOf,
  hasAlone,
  instant,
  isSettled,
  knownOf,
  pendingOf,
  renew,
} from "./member-rows.ts";

/** Rules that can be planted off. */
export interface MemberRules {
  resetTakesPasskeys: boolean;
  resetTakesIdentities: boolean;
  /** Also where a settled factor stays: with a passkey that is only weakened a linked account would be both factors. */
  settledTakesIdentities: boolean;
  resetTakesYoungFactor: boolean;
  resetEndsSessions: boolean;
  linkActsOnce: boolean;
  /** What a session adds is refused once its member's sessions were ended. */
  comparesSession: boolean;
  addressIsUnique: boolean;
  addressIsHeld: boolean;
  /** A link to an address acts only under the state that it was made under. */
  linkIsBound: boolean;
  undoTakesPassword: boolean;
  undoTakesOtherWays: boolean;
  claimTakesWays: boolean;
}

/** All as the statements have them. */
export const OUR_MEMBER_RULES: MemberRules = {
  resetTakesPasskeys: true,
  resetTakesIdentities: true,
  settledTakesIdentities: true,
  resetTakesYoungFactor: true,
  resetEndsSessions: true,
  linkActsOnce: true,
  comparesSession: true,
  addressIsUnique: true,
  addressIsHeld: true,
  linkIsBound: true,
  undoTakesPassword: true,
  undoTakesOtherWays: true,
  claimTakesWays: true,
};

/** What a session adds names the version of its member that the session's token is of. */
interface SessionBound {
  sessionVersion?: number | undefined;
}

/** The tables. */
export class MemberModel {
  readonly accounts: Account[] = [];
  /** Effects of each link. */
  readonly effects = new Map<string, number>();
  readonly holds = new Map<string, Hold>();
  /** Hears of a move, by the link that takes it back: its event mails it. */
  onMoved: (undoLinkId: string) => void = () => undefined;
  readonly rules: MemberRules;
  readonly now: () => number;
  #ids = 0;

  constructor(now: () => number, rules: MemberRules = OUR_MEMBER_RULES) {
    this.now = now;
    this.rules = rules;
  }

  newId(kind: string): string {
    return `${kind}_${String(++this.#ids).padStart(26, "0")}`;
  }

  byId(id: string): Account | undefined {
    return this.accounts.find(({ member }) => member.id === id);
  }

  byEmail(email: string): Account | undefined {
    const norm = normalizeEmail(email);
    return this.accounts.find(({ emailNorm }) => emailNorm === norm);
  }

  /** Of an account that may act. */
  active(id: string): Account | undefined {
    const account = this.byId(id);
    return account?.member.status === "active" ? account : undefined;
  }

  /** An insert of a member; null where the unique index, or a hold, refuses it. */
  insert(email: string, name: string, verified: boolean, hash: string | null): Account | null {
    const emailNorm = normalizeEmail(email) ?? "";
    if (this.isTaken(emailNorm, "")) return null;
    const at = instant(this.now());
    const member: Member = {
      ...{ id: this.newId("mem"), email, name, locale: "en", role: "member", status: "active" },
      ...{ emailVerified: verified, version: 1, createdAt: at, updatedAt: at },
    };
    const account: Account = {
      ...{ member, emailNorm, hash, changedMs: hash === null ? null : this.now(), voidBelow: 0 },
      ...{ passkeys: [], identities: [], totp: null, codes: new Map() },
    };
    this.accounts.push(account);
    return account;
  }

  /** A hold that is not over. */
  holdOf(norm: string): Hold | null {
    const hold = this.holds.get(norm);
    return hold && hold.untilMs > this.now() ? hold : null;
  }

  /** What the unique index refuses, and the trigger that looks at holds. */
  isTaken(norm: string, memberId: string): boolean {
    const other = this.accounts.find(({ emailNorm }) => emailNorm === norm);
    if (other && other.member.id !== memberId && this.rules.addressIsUnique) return true;
    const hold = this.holdOf(norm);
    return hold !== null && hold.memberId !== memberId && this.rules.addressIsHeld;
  }

  hasActed(linkId: string): boolean {
    return this.rules.linkActsOnce && (this.effects.get(linkId) ?? 0) > 0;
  }

  /** Takes the key of a link's effect; false when it acted before. */
  claimKey(linkId: string): boolean {
    if (this.hasActed(linkId)) return false;
    this.effects.set(linkId, (this.effects.get(linkId) ?? 0) + 1);
    return true;
  }

  /** Whether what a session asks for is of before its member's sessions were ended. */
  isOfBefore({ voidBelow }: Account, sessionVersion: number | undefined): boolean {
    return this.rules.comparesSession && (sessionVersion ?? voidBelow) < voidBelow;
  }

  replace(input: CredentialReplace): boolean {
    const { expectedHash, keepOtherWaysIn, link, memberId, passwordHash, reason } = input;
    const account = link || reason === "change" ? this.active(memberId) : this.byId(memberId);
    if (!account || (link && account.emailNorm !== link.emailNorm)) return false;
    if (reason !== "reset" && (account.hash === null || account.hash !== expectedHash))
      return false;
    if (link && !this.claimKey(link.id)) return false;
    const { member } = account;
    const isProved = reason === "reset" && link?.isMailed === true;
    const isFirst = isProved && !member.emailVerified && member.role !== "admin";
    if (reason === "reset") this.#recover(account, isFirst, keepOtherWaysIn === true);
    account.hash = passwordHash;
    if (reason !== "upgrade" || account.changedMs === null) account.changedMs = this.now();
    if (input.sessionsVoidBefore > 0) {
      if (isProved) account.member = { ...member, emailVerified: true };
      renew(account, this.rules.resetEndsSessions || reason !== "reset");
    }
    return true;
  }

  #recover(account: Account, isFirst: boolean, isKept: boolean): void {
    const stays = !isFirst && isSettled(account, this.now());
    if (isFirst || stays || !isKept) this.takeWays(account, stays, isKept && !isFirst);
  }

  /** Takes the ways in but the password. Where a settled factor stays, passkeys stay with it, and sign in no more alone. */
  takeWays(account: Account, stays: boolean, isKept: boolean): void {
    const { resetTakesPasskeys, resetTakesYoungFactor, settledTakesIdentities } = this.rules;
    const takesIdentities = stays ? settledTakesIdentities : this.rules.resetTakesIdentities;
    if (takesIdentities && !isKept) account.identities = [];
    if (stays) {
      account.passkeys = account.passkeys.map((each) => ({ ...each, secondOnly: true }));
      return;
    }
    if (resetTakesPasskeys) account.passkeys = [];
    if (!resetTakesYoungFactor) return;
    account.codes.clear();
    account.totp = null;
  }

  /** Everything auth asks, one statement each. */
  port(): Members {
    return {
      ...this.#credentials(),
      ...this.#passkeys(),
      ...this.#identities(),
      ...this.#factors(),
      ...emailPort(this),
    };
  }

  #credentials() {
    const shown = (account: Account | undefined) => (account ? credentialOf(account) : null);
    const made = new Map<string, Member>();
    const port: Pick<
      Members,
      "register" | "credentialOf" | "credentialOfId" | "replaceCredential" | "stateOf"
    > = {
      register: async ({ email, emailVerified = false, idempotencyKey, name, passwordHash }) => {
        const before = idempotencyKey === null ? undefined : made.get(idempotencyKey);
        if (before && this.rules.linkActsOnce) return ok({ member: before, repeated: true });
        const account = this.insert(email, name, emailVerified, passwordHash);
        if (!account) return err("email_taken");
        if (idempotencyKey !== null) {
          made.set(idempotencyKey, account.member);
          this.claimKey(idempotencyKey);
        }
        return ok({ member: account.member, repeated: false });
      },
      credentialOf: async (email) => shown(this.byEmail(email)),
      credentialOfId: async (id) => shown(this.byId(id)),
      replaceCredential: async (input) => this.replace(input),
      stateOf: async (id) => {
        const account = this.byId(id);
        if (!account) return null;
        const { member, voidBelow: sessionsVoidBelow } = account;
        return { ...member, sessionsVoidBefore: 0, sessionsVoidBelow };
      },
    };
    return port;
  }

  #passkeys() {
    const own = (memberId: string, id: string) =>
      this.byId(memberId)?.passkeys.find((each) => each.id === id);
    const ownerOf = (is: (passkey: { id: string; credentialId: string }) => boolean) => {
      for (const account of this.accounts) {
        const passkey = account.passkeys.find(is);
        if (passkey) return { account, passkey };
      }
      return null;
    };
    const port: Pick<
      Members,
      "passkeysOf" | "passkeyOf" | "addPasskey" | "usePasskey" | "renamePasskey" | "removePasskey"
    > = {
      passkeysOf: async (memberId) => [...(this.byId(memberId)?.passkeys ?? [])],
      passkeyOf: async (credentialId) => {
        const found = ownerOf((each) => each.credentialId === credentialId);
        return found && { passkey: found.passkey, member: found.account.member };
      },
      addPasskey: async (input: PasskeyKeep & SessionBound) => {
        const { aaguid: _, backedUp, sessionVersion, ...rest } = input;
        const account = this.active(input.memberId);
        if (!account || this.isOfBefore(account, sessionVersion)) return err("not_found");
        if (account.passkeys.length >= PASSKEYS_MAX) return err("passkeys_full");
        if (ownerOf(({ credentialId }) => credentialId === input.credentialId)) {
          return err("passkey_exists");
        }
        const flags = { synced: backedUp, suspended: false, secondOnly: false };
        const times = { createdAt: instant(this.now()), lastUsedAt: null };
        const passkey = { id: this.newId("pky"), ...rest, ...flags, ...times };
        account.passkeys.push(passkey);
        return ok(passkey);
      },
      usePasskey: async ({ id }) => {
        const found = ownerOf((each) => each.id === id);
        // Synced passkeys count 0 for ever.
        return found && !found.passkey.suspended ? "used" : "gone";
      },
      renamePasskey: async ({ id, memberId }) => own(memberId, id) ?? null,
      removePasskey: async ({ id, memberId }) => {
        const account = this.byId(memberId);
        const passkey = own(memberId, id);
        if (!account || !passkey) return err("not_found");
        const isOther = account.passkeys.some((each) => each.id !== id && !each.suspended);
        const hasWay =
          account.hash !== null || account.identities.length > 0 || hasAlone(account, id);
        if (!hasWay) return err("last_sign_in_method");
        const isFactorLeft = account.totp?.state === "active" || isOther || passkey.suspended;
        if (account.member.role === "admin" && !isFactorLeft) return err("last_factor");
        account.passkeys = account.passkeys.filter((each) => each.id !== id);
        return ok(null);
      },
    };
    return port;
  }

  /** The account of a subject, and its row. */
  bySubject({ issuer, subject }: Subject) {
    for (const account of this.accounts) {
      const row = account.identities.find(
        (each) => each.issuer === issuer && each.subject === subject,
      );
      if (row) return { account, row };
    }
    return null;
  }

  /** Links without asking whether it may. */
  attach(account: Account, { issuer, subject }: Subject) {
    const row = { id: this.newId("idn"), issuer, subject, linkedMs: this.now() };
    account.identities.push(row);
    return knownOf(account, row).identity;
  }

  #identities() {
    const port: Pick<
      Members,
      | "identityOf"
      | "useIdentity"
      | "identitiesOf"
      | "registerWithIdentity"
      | "linkIdentity"
      | "claimIdentity"
      | "unlinkIdentity"
    > = {
      identityOf: async (subject) => {
        const found = this.bySubject(subject);
        return found && knownOf(found.account, found.row);
      },
      useIdentity: async (id) => {
        for (const account of this.accounts) {
          const row = account.identities.find((each) => each.id === id);
          if (row) return knownOf(account, row);
        }
        return null;
      },
      identitiesOf: async (memberId) => {
        const account = this.byId(memberId);
        return account ? account.identities.map((row) => knownOf(account, row).identity) : [];
      },
      registerWithIdentity: async ({ email, name, ...rest }: IdentityRegister) => {
        if (!this.isTaken(normalizeEmail(email) ?? "", "") && this.bySubject(rest)) {
          return err("identity_taken");
        }
        const account = this.insert(email, name, true, null);
        if (!account) return err("email_taken");
        return ok({ identity: this.attach(account, rest), member: account.member });
      },
      linkIdentity: async (input) => {
        const { memberId, memberVersion } = input;
        const { sessionVersion } = input as SessionBound;
        const account = this.active(memberId);
        const isSame = memberVersion === null || account?.member.version === memberVersion;
        const isOld = account ? this.isOfBefore(account, sessionVersion) : true;
        if (!account?.member.emailVerified || !isSame || isOld) return err("not_found");
        const other = this.bySubject(input);
        if (other && other.account !== account) return err("identity_taken");
        if (account.identities.length > 0) return err("identity_exists");
        const identity = this.attach(account, input);
        renew(account);
        return ok(identity);
      },
      claimIdentity: async (input) => this.#claim(input),
      unlinkIdentity: async ({ id, memberId }) => {
        const account = this.byId(memberId);
        if (!account?.identities.some((each) => each.id === id)) return err("not_found");
        const isLast = account.identities.length === 1;
        if (account.hash === null && isLast && !hasAlone(account))
          return err("last_sign_in_method");
        account.identities = account.identities.filter((each) => each.id !== id);
        renew(account);
        return ok(null);
      },
    };
    return port;
  }

  #claim(input: IdentityClaim) {
    const { isEmptied, linkId, memberId, memberVersion } = input;
    const account = this.active(memberId);
    const isSame = account?.member.version === memberVersion && account.member.role !== "admin";
    if (!account || !isSame || this.hasActed(linkId)) return err("not_found");
    const other = this.bySubject(input);
    const hasOne = !isEmptied && account.identities.length > 0;
    if ((other && (other.account !== account || !isEmptied)) || hasOne)
      return err("identity_taken");
    this.claimKey(linkId);
    if (isEmptied && this.rules.claimTakesWays) {
      Object.assign(account, { passkeys: [], totp: null, hash: null, changedMs: null });
      account.codes.clear();
    }
    if (isEmptied) account.identities = [];
    account.member = { ...account.member, emailVerified: true };
    renew(account, isEmptied);
    const identity = this.attach(account, input);
    return ok({ identity, member: account.member, hasAnotherWay: !isEmptied });
  }

  #factors() {
    const port: Pick<
      Members,
      "factorOf" | "resetFactors" | "setFactor" | "takeStep" | "takeRecoveryCode"
    > = {
      factorOf: async (memberId) => {
        const account = this.byId(memberId);
        if (!account) return null;
        const { codes, member, passkeys, totp } = account;
        const isActive = totp?.state === "active";
        return {
          ...{ memberId, role: member.role, pending: pendingOf(account, this.now()) },
          active: isActive ? { secret: totp.secret, since: instant(totp.activeMs) } : null,
          recovery: [...codes].map(([slot, hash]) => ({ slot, hash })),
          hasPasskey: passkeys.some(({ suspended }) => !suspended),
        };
      },
      setFactor: async (input) => this.#setFactor(input),
      resetFactors: async ({ actorId, memberId }) => {
        const [actor, account] = [this.byId(actorId)?.member, this.byId(memberId)];
        const mayAct =
          actor?.role === "admin" && actor.status === "active" && actor.id !== memberId;
        if (!mayAct) return err("forbidden");
        if (!account) return err("not_found");
        const hadSome = account.totp?.state === "active" || account.passkeys.length > 0;
        Object.assign(account, { totp: null, passkeys: [] });
        account.codes.clear();
        renew(account, true);
        return ok(hadSome);
      },
      takeStep: async ({ memberId, secret, step }) => {
        const totp = this.byId(memberId)?.totp;
        if (totp?.state !== "active" || totp.secret !== secret || totp.lastStep >= step)
          return false;
        totp.lastStep = step;
        return true;
      },
      takeRecoveryCode: async ({ hash, memberId, slot }) => {
        const codes = this.byId(memberId)?.codes;
        if (codes?.get(slot) !== hash) return null;
        codes.delete(slot);
        return codes.size;
      },
    };
    return port;
  }

  #setFactor(input: FactorSet & SessionBound) {
    const account = this.byId(input.memberId);
    if (!account) return err("not_found");
    const { totp } = account;
    const nowMs = this.now();
    const writeCodes = (hashes: readonly string[]) => {
      for (const [slot, hash] of hashes.entries()) account.codes.set(String(slot), hash);
    };
    switch (input.to) {
      case "pending":
        if (account.member.status !== "active") return err("not_found");
        if (totp?.state === "active") totp.next = { secret: input.secret, atMs: nowMs };
        else {
          const made = { madeMs: nowMs, activeMs: 0, lastStep: 0, next: null };
          account.totp = { secret: input.secret, state: "pending", ...made };
        }
        return ok(null);
      case "active": {
        const isOld = this.isOfBefore(account, input.sessionVersion);
        const isActive = account.member.status === "active";
        if (!totp || !isActive || isOld || pendingOf(account, nowMs) !== input.secret) {
          return err("not_found");
        }
        const { secret, step: lastStep } = input;
        const active = { state: "active" as const, activeMs: nowMs, next: null };
        account.totp = { ...totp, ...active, secret, lastStep };
        writeCodes(input.recoveryHashes);
        return ok(null);
      }
      case "codes":
        if (totp?.state !== "active" || this.isOfBefore(account, input.sessionVersion)) {
          return err("not_found");
        }
        writeCodes(input.recoveryHashes);
        return ok(null);
      case "off": {
        if (totp?.state !== "active") return err("not_found");
        const isLast = !account.passkeys.some(({ suspended }) => !suspended);
        if (account.member.role === "admin" && isLast) return err("last_factor");
        account.totp = null;
        account.codes.clear();
        return ok(null);
      }
    }
  }
}
