/** What the verbs and routes of member need from the outside world.
 * Longer than 250 lines: what a Worker asks of others is read in one place. */
import type { Address, AddressInput } from "@edgemart/contracts/address";
import type { Cart } from "@edgemart/contracts/cart";
import type { CartLine } from "@edgemart/contracts/cart-lines";
import type { Accepts, Consent } from "@edgemart/contracts/consent";
import type { Credential, CredentialReplace, MemberState } from "@edgemart/contracts/credentials";
import type { DeadMessageReads } from "@edgemart/contracts/dead-messages";
import type {
  EmailMove,
  EmailUndo,
  EmailVerify,
  MemberEmailsRpc,
} from "@edgemart/contracts/email-change";
import type {
  IdentityClaim,
  IdentityLink,
  IdentityRegister,
  IdentityView,
  KnownIdentity,
  MemberIdentitiesRpc,
  Subject,
} from "@edgemart/contracts/google";
import type { Role } from "@edgemart/contracts/identity";
import type {
  Member,
  MemberListQuery,
  MemberPatch,
  MemberStatus,
  Shopper,
} from "@edgemart/contracts/member";
import type {
  ContactsInput,
  MemberContact,
  MemberPage,
  MembersInput,
} from "@edgemart/contracts/member-contact";
import type { Standing } from "@edgemart/contracts/member-lookup";
import type {
  MemberPasskeysRpc,
  Passkey,
  PasskeyKeep,
  PasskeyUse,
  PasskeyUsed,
} from "@edgemart/contracts/passkeys";
import type { Position } from "@edgemart/contracts/position";
import type {
  Factor,
  FactorReset,
  FactorSet,
  MemberFactorsRpc,
  RecoveryTake,
  StepTake,
} from "@edgemart/contracts/second-factor";
import type { SecurityEvent } from "@edgemart/contracts/security-event";
import type { DeadMessage } from "@edgemart/worker-kit/consume-queue";
import type { OutboxQuestion } from "@edgemart/worker-kit/outbox-question";
import type { Viewer } from "@edgemart/worker-kit/viewer";
import type { Write, WriteKey } from "@edgemart/worker-kit/write-terms";

export type { Viewer, Write, WriteKey };

/** A new member complete but for its times; `passwordHash` is null for an account made by an administrator. */
export interface NewMember {
  id: string;
  email: string;
  emailNorm: string;
  name: string;
  locale: Member["locale"];
  passwordHash: string | null;
  accepts?: Accepts | undefined;
  emailVerified?: boolean | undefined;
}

/**
 * Why a writer may not write, from its row of now: `ended` when it is disabled, deleted or missing, `forbidden` when it
 * is no administrator any more, `missing` when it never was one and the row is another's.
 */
export type Refusal = "ended" | "forbidden" | "missing";

/** `made` by this call, or `known`: the key was used before, by the same input or by another. */
export type Creation =
  | { kind: "made"; member: Member }
  | { kind: "known"; memberId: string; sameInput: boolean }
  | { kind: "email_taken" }
  | { kind: Exclude<Refusal, "missing"> };

export interface MemberFilter extends Pick<MemberListQuery, "q" | "role" | "status"> {
  emailNorm: string | null;
  /** Only these; null for all. */
  ids: string[] | null;
  /** Newest first, strictly after this row; null begins. */
  after: Position | null;
  limit: number;
}

export interface MemberStore {
  list(filter: MemberFilter): Promise<Member[]>;
  /** Null for a member that is missing, deleted or not the viewer's to see. */
  find(id: string, viewer: Viewer): Promise<Member | null>;
  /** The member with what is in its cart; null for one that is missing or deleted. */
  shopper(id: string): Promise<Shopper | null>;
  /** The member an effect made, deleted or not. */
  made(id: string): Promise<Member>;
  /**
   * Member, credential and keyed effect in one statement: all of them or none.
   *
   * @param adminId who makes it, and must be an active administrator in that statement; null for a registration
   */
  create(input: NewMember, key: WriteKey | null, adminId: string | null): Promise<Creation>;
  /** Where members are written to; one that is asked for as what it is not is left out. */
  contacts(asked: ContactsInput): Promise<MemberContact[]>;
  /** Ids of those who are active, in their order. */
  page(asked: MembersInput): Promise<MemberPage>;
  /** What a member is right now; null for one that is missing or deleted. */
  standing(id: string): Promise<Standing | null>;
}

/** What became of a write; everything but `done` changed nothing. */
export type Change<T, Refused extends string = Refusal | "stale" | "key_reused"> =
  | { kind: "done"; value: T }
  | (Refused extends string ? { kind: Refused } : never);

/** Why rights were not changed; `last_admin`: no administrator would be left. */
export type RightsRefusal = Refusal | "key_reused" | "stale" | "last_admin";

/** Changes of accounts: each is one statement with its keyed effect and its line of the security log. */
export interface AccountStore {
  changeProfile(id: string, patch: MemberPatch, write: Write): Promise<Change<Member>>;
  changeRole(id: string, role: Role, write: Write): Promise<Change<Member, RightsRefusal>>;
  changeStatus(
    id: string,
    status: MemberStatus,
    write: Write,
  ): Promise<Change<Member, RightsRefusal>>;
  /** Frees the address and forgets credential and addresses; the row itself stays, marked. */
  remove(id: string, write: Write): Promise<Change<Member, RightsRefusal>>;
  /** Asks before a change of rights marks anything: null when the writer may go on. */
  mayChange(id: string, needs: "admin" | "own", viewer: Viewer): Promise<Refusal | null>;
  consents(id: string): Promise<Consent[]>;
  securityEvents(id: string): Promise<{ at: string; event: string; byAdministrator: boolean }[]>;
}

/** What was done to accounts, to be read by administrators. */
export interface SecurityLog {
  /** Newest first, strictly before an id; done to a member or by it, null for everybody's. */
  list(asked: {
    memberId: string | null;
    before: string | null;
    limit: number;
  }): Promise<SecurityEvent[]>;
}

export interface AddressStore {
  /** Default first, then newest; null when the member is not the viewer's to see. */
  list(memberId: string, viewer: Viewer): Promise<Address[] | null>;
  find(memberId: string, id: string, viewer: Viewer): Promise<Address | null>;
  add(
    memberId: string,
    id: string,
    input: AddressInput,
    write: Write,
  ): Promise<Change<Address, Refusal | "key_reused" | "full">>;
  replace(
    memberId: string,
    id: string,
    input: AddressInput,
    write: Write,
  ): Promise<Change<Address>>;
  remove(memberId: string, id: string, write: Write): Promise<Change<null>>;
}

/** Why a cart was not replaced: its member is disabled or deleted, or somebody was faster. */
export type CartRefusal = "ended" | "stale" | "key_reused";

export interface CartStore {
  /** Empty and of version 1 when nothing was ever put into it. */
  read(memberId: string): Promise<Cart>;
  /** Compare-and-set of the entire cart. */
  replace(
    memberId: string,
    items: readonly CartLine[],
    write: Write,
  ): Promise<Change<Cart, CartRefusal>>;
}

/** A line of an order that is paid. */
export interface BoughtLine {
  sku: string;
  quantity: number;
}

/** What events do to members' data. */
export interface EventInbox {
  /**
   * Takes what was bought out of a cart: a line that has more keeps the rest, any other line of that SKU goes.
   *
   * @returns false for an event that came before: nothing changed
   */
  lessenCart(eventId: string, memberId: string, lines: readonly BoughtLine[]): Promise<boolean>;
  keepDead(message: DeadMessage): Promise<void>;
  /** Deletes ids of events consumed more than 60 days ago, the oldest first. Gives how many, at most `rowsMax`. */
  forgetOld(rowsMax: number): Promise<number>;
}

/** What is decided on a message that could not be handled, and why. */
export interface Settling {
  how: "replayed" | "ignored";
  because: string;
}

/** Messages that could not be handled. */
export interface DeadMessageStore extends DeadMessageReads {
  /** Gives what a key has settled; null when nothing. */
  recall(key: WriteKey | null): Promise<{ sameInput: boolean; messageId: string | null } | null>;
  /** Notes what was decided, once. @returns `lost`: it is settled, missing, or the key was used */
  settle(id: string, settling: Settling, write: Write): Promise<"done" | "lost" | Refusal>;
}

/** Revokes access tokens. @throws what the driver throws when Redis is unavailable */
export interface TokenMarks {
  /** Before a change of rights: voids every token of the member issued until now, for as long as the change is under way. */
  begin(memberId: string): Promise<void>;
  /** After it: tokens made from an earlier version than the change's are revoked permanently; null when nothing was changed. */
  end(memberId: string, version: number | null): Promise<void>;
}

export interface CredentialStore {
  /** Member and stored hash behind an address; null when there is no such member. */
  credentialOf(emailNorm: string): Promise<Credential | null>;
  credentialOfId(id: string): Promise<Credential | null>;
  /** Compare-and-set; false when the stored hash is another, or the member gone. */
  replace(input: CredentialReplace, requestId: string): Promise<boolean>;
  stateOf(id: string): Promise<MemberState | null>;
}

/** Addresses of accounts; every write is one statement with its line of the security log and its event. */
export interface EmailStore {
  /** The member for whom an address is held that it does not have; null when there is none. */
  heldFor(emailNorm: string): Promise<string | null>;
  /** False when the link acted before, or its state is over. */
  verify(input: EmailVerify): Promise<boolean>;
  move(input: EmailMove, emailNorm: string): ReturnType<MemberEmailsRpc["moveEmail"]>;
  /** True also when this link did it before. */
  undo(input: EmailUndo, emailNorm: string): Promise<boolean>;
}

/** Passkeys; every write is one statement with its line of the security log. */
export interface PasskeyStore {
  /** Oldest first. */
  listOf(memberId: string): Promise<Passkey[]>;
  find(credentialId: string): ReturnType<MemberPasskeysRpc["passkeyOf"]>;
  add(
    id: string,
    input: PasskeyKeep,
    requestId: string,
  ): ReturnType<MemberPasskeysRpc["addPasskey"]>;
  use(input: PasskeyUse, requestId: string): Promise<PasskeyUsed>;
  rename(memberId: string, id: string, name: string): Promise<Passkey | null>;
  remove(
    memberId: string,
    id: string,
    requestId: string,
  ): ReturnType<MemberPasskeysRpc["removePasskey"]>;
}

/** Second factors; every change is one statement with its line of the security log. */
export interface FactorStore {
  find(memberId: string): Promise<Factor | null>;
  set(input: FactorSet, requestId: string): ReturnType<MemberFactorsRpc["setFactor"]>;
  reset(input: FactorReset, requestId: string): ReturnType<MemberFactorsRpc["resetFactors"]>;
  takeStep(input: StepTake): Promise<boolean>;
  takeCode(input: RecoveryTake, requestId: string): Promise<number | null>;
}

/** An account that begins with an identity, complete but for its times. */
export interface NewIdentity extends IdentityRegister {
  memberId: string;
  identityId: string;
  emailNorm: string;
}

/** Accounts at providers; every write is one statement with its line of the security log. */
export interface IdentityStore {
  find(input: Subject): Promise<KnownIdentity | null>;
  use(id: string): Promise<KnownIdentity | null>;
  /** Oldest first. */
  listOf(memberId: string): Promise<IdentityView[]>;
  register(
    input: NewIdentity,
    requestId: string,
  ): ReturnType<MemberIdentitiesRpc["registerWithIdentity"]>;
  link(
    id: string,
    input: IdentityLink,
    requestId: string,
  ): ReturnType<MemberIdentitiesRpc["linkIdentity"]>;
  claim(
    id: string,
    input: IdentityClaim,
    requestId: string,
  ): ReturnType<MemberIdentitiesRpc["claimIdentity"]>;
  unlink(
    memberId: string,
    id: string,
    requestId: string,
  ): ReturnType<MemberIdentitiesRpc["unlinkIdentity"]>;
}

/** Rows that are kept for a while. */
export interface EffectStore {
  /** Deletes what no one needs any more, the oldest first. Gives how many, at most `rowsMax`. */
  forgetOld(rowsMax: number): Promise<number>;
}

/** Everything chosen in `deps.ts`. */
export interface Deps {
  members: MemberStore;
  effects: EffectStore;
  outbox: OutboxQuestion;
  told: EffectStore;
  accounts: AccountStore;
  addresses: AddressStore;
  carts: CartStore;
  inbox: EventInbox;
  deadMessages: DeadMessageStore;
  securityLog: SecurityLog;
  credentials: CredentialStore;
  emails: EmailStore;
  holds: EffectStore;
  /** Rows of deleted members that still name somebody. */
  deleted: EffectStore;
  passkeys: PasskeyStore;
  factors: FactorStore;
  identities: IdentityStore;
  marks: TokenMarks;
  newMemberId(): string;
  newAddressId(): string;
  newPasskeyId(): string;
  newIdentityId(): string;
}
