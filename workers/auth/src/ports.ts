/** What auth needs of the outside world; adapters implement it, tests take their place. Types and one error.
 * Longer than 250 lines: what a Worker asks of others is read in one place. */
import type { SignInEvent } from "@edgemart/contracts/auth";
import type { CallContext } from "@edgemart/contracts/call";
import type { MemberCredentialsRpc } from "@edgemart/contracts/credentials";
import type { MemberEmailsRpc } from "@edgemart/contracts/email-change";
import type { AuthEvent } from "@edgemart/contracts/events/auth-events";
import type { MemberIdentitiesRpc, Subject } from "@edgemart/contracts/google";
import type { AccessClaims, Identity } from "@edgemart/contracts/identity";
import type { LinkKind } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import type { MemberPasskeysRpc, Passkey, PasskeyKeep } from "@edgemart/contracts/passkeys";
import type { Result } from "@edgemart/contracts/result";
import type { MemberFactorsRpc } from "@edgemart/contracts/second-factor";
import type { PasskeyAssertion, PasskeyRegistration } from "@edgemart/contracts/webauthn";
import type { EventSender } from "@edgemart/postgres/outbox";
import type { Verification } from "@edgemart/worker-kit/identity";
import type { KeyRing } from "@edgemart/worker-kit/key-ring";
import type { OutboxQuestion } from "@edgemart/worker-kit/outbox-question";
import type {
  ConfirmCommand,
  CreateCommand,
  EndCommand,
  RefreshCommand,
  Renewal,
  Session,
  SessionOutcome,
} from "./core/sessions.ts";
import type { Admission, WindowKind } from "./core/throttle.ts";

/** Thrown when a store or service is unavailable or too slow: 503, nothing half-done. */
export class Unavailable extends Error {
  override name = "Unavailable";
}

/** Sessions in Redis. Every method throws `Unavailable`; each transition is atomic. */
export interface SessionStore {
  /** What never changes about a session; null when there is none. */
  peek(
    sessionId: string,
  ): Promise<Pick<
    Session,
    "memberId" | "remember" | "createdAt" | "memberVersion" | "era" | "amr"
  > | null>;
  /** @returns ids of the sessions that had to make room, and the era the session is of */
  create(command: CreateCommand): Promise<{ evicted: string[]; era: number }>;
  refresh(command: RefreshCommand): Promise<RefreshOutcome>;
  /** @returns ids of the sessions ended; their access tokens are marked as revoked when it resolves */
  end(command: EndCommand): Promise<string[]>;
  /** Revokes all sessions and tokens of all members from before, in one step. */
  endEveryone(nowMs: number): Promise<void>;
  /** @returns false when the session is gone */
  confirm(command: ConfirmCommand): Promise<boolean>;
  /** A member's living sessions, in no order. */
  list(memberId: string): Promise<ListedSession[]>;
  /** Tells whether a token was ended: its session, or all of its member's or all members' from before a change. */
  isRevoked(identity: Identity): Promise<boolean>;
}
/** What a challenge of a passkey was made for; an answer to it serves for nothing else. */
export interface Challenge {
  purpose: "sign_in" | "register" | "prove" | "finish" | "link";
  /** The session that asked, or the digest of the challenge or ticket that it serves; null for a sign-in. */
  sessionId: string | null;
  /** 32 random bytes, base64url. */
  challenge: string;
}

/** Challenges of passkeys in Redis, each taken once. */
export interface ChallengeStore {
  keep(id: string, challenge: Challenge): Promise<void>;
  /** Uses the challenge up: null when it is unknown, used or old. */
  take(id: string): Promise<Challenge | null>;
}

/** A first factor that waits for a second. */
export interface FirstFactor {
  memberId: string;
  /** The password that was right: a later one ends the sign-in. */
  passwordChangedAt: string | null;
  /** How it was proved (RFC 8176). */
  amr: string;
  remember: boolean;
  /** Its device token still serves. */
  isKnownBrowser: boolean;
  /** The account at a provider that was proved: unlinked, the sign-in is over. */
  identityId?: string | undefined;
  /** Epoch seconds of the proof; 0 for what is never fresh, the request's arrival when absent. */
  authTime?: number | undefined;
  /** An account at a provider that is linked once the second factor is proved. */
  link?: (Subject & { memberVersion: number | null; linkId?: string | undefined }) | undefined;
}

/** First factors that wait, by digest of their challenge. Every method throws `Unavailable`. */
export interface FirstFactorStore {
  keep(digest: string, proved: FirstFactor): Promise<void>;
  /** Without counting a try; null when it is unknown or over. */
  peek(digest: string): Promise<FirstFactor | null>;
  /** Counts a try; null when it is unknown, old, or was tried too often. */
  attempt(digest: string): Promise<FirstFactor | null>;
  /** Uses it up; true for one caller alone. */
  take(digest: string): Promise<boolean>;
}

/** TOTP (RFC 6238). Secrets are sealed for one member. */
export interface Totp {
  /** A new secret: in base32 and as an address for a QR code, to be shown once, and sealed, to be kept. */
  make(memberId: string, account: string): Promise<{ secret: string; uri: string; sealed: string }>;
  /** The time step that a code is of; null for a wrong or old one. @param now epoch seconds */
  stepOf(memberId: string, sealed: string, code: string, now: number): Promise<number | null>;
}

/** Everything auth asks member. */
export type Members = MemberCredentialsRpc &
  MemberEmailsRpc &
  MemberPasskeysRpc &
  MemberIdentitiesRpc &
  MemberFactorsRpc;

/** What a browser said with a passkey, verified. Bytes are base64url. */
export interface VerifiedPasskey
  extends Pick<
    PasskeyKeep,
    "credentialId" | "publicKey" | "counter" | "backupEligible" | "backedUp" | "aaguid"
  > {}

/** WebAuthn: options for browsers, and their answers checked. Null for an answer that is not accepted. */
export interface WebAuthn {
  rpId: string;
  creationOptions(asked: {
    challenge: string;
    member: { id: string; email: string; name: string };
    exclude: readonly Pick<Passkey, "credentialId" | "transports">[];
  }): Promise<Record<string, unknown>>;
  requestOptions(asked: {
    challenge: string;
    /** None for a sign-in: the browser finds its own. */
    allow: readonly Pick<Passkey, "credentialId" | "transports">[];
  }): Promise<Record<string, unknown>>;
  verifyRegistration(
    response: PasskeyRegistration,
    challenge: string,
  ): Promise<VerifiedPasskey | null>;
  verifyAssertion(
    response: PasskeyAssertion,
    challenge: string,
    passkey: Passkey,
  ): Promise<{ counter: number; backedUp: boolean } | null>;
}

/** Somebody at a provider, as a verified ID token says. */
export interface OidcPerson extends Subject {
  email: string | null;
  emailVerified: boolean;
  name: string | null;
  picture: string | null;
  /** Epoch seconds. */
  issuedAt: number;
}

/** A provider of OpenID Connect; all that differs between providers is behind it. */
export interface OidcProvider {
  id: string;
  authorizationUrl(asked: { state: string; nonce: string; verifier: string }): Promise<string>;
  /** Exchanges the code and checks the ID token. The detail of a failure is for the log alone. */
  identify(
    callback: { code: string; iss?: string | undefined },
    transaction: Pick<OidcTransaction, "nonce" | "verifier">,
  ): Promise<Result<OidcPerson, "provider_failed" | "provider_unavailable">>;
}

/** A sign-in at a provider that a browser began. */
export interface OidcTransaction {
  provider: string;
  purpose: "sign_in" | "link";
  /** Who links; null for a sign-in. */
  memberId: string | null;
  sessionId: string | null;
  nonce: string;
  /** PKCE. */
  verifier: string;
  /** Of what the browser keeps. */
  transactionDigest: string;
  locale: Locale;
}

/** What a sign-in at a provider came to, until its person proves an account or agrees to a new one. */
export interface OidcTicket extends Subject {
  provider: string;
  email: string;
  name: string;
  picture: string | null;
  locale: Locale;
  remember: boolean;
  /** The account to be proved; null where there is none. */
  memberId: string | null;
  /** Its version: a reset, a change of its address or an unlinking meanwhile voids the ticket. */
  memberVersion: number | null;
}

/** Transactions by the digest of their state, and tickets by their own, in Redis. Every method throws `Unavailable`. */
export interface OidcStore {
  keepTransaction(digest: string, transaction: OidcTransaction): Promise<void>;
  /** Null when it is unknown, used or old. */
  takeTransaction(digest: string): Promise<OidcTransaction | null>;
  keepTicket(digest: string, ticket: OidcTicket): Promise<void>;
  peekTicket(digest: string): Promise<OidcTicket | null>;
  /** Counts a try, before it is made; null when there are none left. */
  tryTicket(digest: string, triesMax: number): Promise<OidcTicket | null>;
  /** Uses it up, for one caller alone. */
  takeTicket(digest: string): Promise<OidcTicket | null>;
}

/** What is shown of a session. Times are epoch seconds. */
export interface ListedSession {
  id: string;
  createdAt: number;
  rotatedAt: number;
  userAgent: string;
  country: string;
  amr: string;
}

/** A one-time link as it is kept. */
export interface Link {
  id: string;
  kind: LinkKind;
  /** The secret its token is made with; `tool` for a token that was random. */
  kid: string;
  memberId: string | null;
  email: string;
  locale: Locale;
  /** Of its kind; parsed by who uses it. */
  payload: unknown;
  binding: string;
  issuedBy: string | null;
  createdAt: string;
  expiresAt: string;
}
/** A link that is made: its life follows from its kind. */
export interface NewLink extends Omit<Link, "createdAt" | "expiresAt"> {
  /** SHA-256 of its token. */
  digest: string;
}

/**
 * One-time links, and the events of auth. Links are found while they are good: not done, not old, not replaced by a
 * newer one, not under way since less than 30 s. Every method throws `Unavailable`.
 */
export interface LinkStore {
  /** Keeps a link together with the event that mails it; null: it is mailed by no one. */
  make(link: NewLink, event: AuthEvent | null): Promise<void>;
  /** Keeps an event that belongs to no link. */
  tell(event: AuthEvent): Promise<void>;
  find(digest: string): Promise<Link | null>;
  findAll(ids: readonly string[]): Promise<Link[]>;
  /** Links under a binding that belong to no account yet, newest first. */
  pending(binding: string): Promise<Link[]>;
  /** Begins its use; true for one caller alone, and only under this binding. */
  take(digest: string, kind: LinkKind, binding: string): Promise<boolean>;
  /** Notes that it had its effect, and forgets what it held. @param memberId whose it is, where that was not known before */
  finish(id: string, memberId: string | null): Promise<void>;
  /** Takes one of the five tries at its password; false when none is left. */
  takeTry(id: string): Promise<boolean>;
  drop(id: string): Promise<void>;
  /** A member's links back under a binding, oldest first. */
  undosOf(memberId: string, binding: string): Promise<Link[]>;
  /** Voids a member's links that are not done. @param kept kinds that stay @param than of these only older ones stay */
  dropAllOf(memberId: string, kept: readonly LinkKind[], than?: Link): Promise<void>;
  /** Removes a bounded number of what has served its time. @returns how many */
  tidy(): Promise<number>;
}

/** Whose failures are counted: an account's from unknown browsers together, or a known browser's alone. */
export interface Counter {
  account: string;
  device: string | null;
}

/** What became of a refresh. */
export type RefreshOutcome =
  | { kind: "rotated" | "current"; renewal: Renewal }
  | Extract<SessionOutcome, { kind: "unknown" | "ahead" | "expired" | "reused" | "voided" }>;

/** Counters of attempts in Redis. A slot is taken before the attempt, so parallel ones cannot pass together. */
export interface Throttle {
  takeWindow(kind: WindowKind, prefix: string, now: number): Promise<Admission>;
  giveBackWindow(kind: WindowKind, prefix: string, now: number): Promise<void>;
  /** @param account digest of the normalized e-mail */
  takeAccount(account: string, now: number): Promise<Admission>;
  giveBackAccount(account: string, attempt: number): Promise<void>;
  /** A correct password clears the failures of its address prefix and of the one counter it was taken on. */
  forgive(prefix: string, counter: Counter): Promise<void>;
  /** Forgets an account's failures and its wait. */
  unlock(account: string): Promise<void>;
}

/** bcrypt, one at a time; `temporarily_unavailable` when too many wait. */
export interface Hasher {
  /** Tells whether one more would be refused. */
  isFull(): boolean;
  hash(material: string, cost: number): Promise<Result<string, "temporarily_unavailable">>;
  compare(material: string, hash: string): Promise<Result<boolean, "temporarily_unavailable">>;
}

/** Signs access tokens. */
export type SignAccessToken = (claims: AccessClaims) => Promise<string>;

/** Verifies form, signature and claims of an access token; not its revocation. @param now epoch seconds */
export type VerifyAccessToken = (token: string, now: number) => Promise<Verification>;

/** Notes a failure that was survived: what was thrown goes to the log, never into an answer. */
export type Warn = (event: string, thrown: unknown, caller: Caller) => void;

/** One line of the security log. Holds no token, key, hash, password or e-mail. @see OWASP Logging Vocabulary */
export interface AuditEvent {
  event:
    | "authn_login_success"
    | "authn_login_fail"
    | "authn_login_fail_max"
    | "authn_login_successafterfail"
    | "authn_login_lock"
    | "authn_token_created"
    | "authn_token_revoked"
    | "authn_token_reuse"
    | "authn_factor_change"
    | "authn_password_change"
    | "authn_password_change_fail"
    | "authz_admin"
    | "authn_credential_corrupt"
    | "authz_fail"
    | "user_created"
    | "user_updated"
    | "excess_rate_limit_exceeded";
  memberId?: string;
  /** Keyed digest of the normalized e-mail. */
  account?: string;
  sessionId?: string;
  outcome: string;
}
/** Writes a security event to the log and notes it for the audit. */
export type Audit = (event: AuditEvent, caller: Caller) => void;

/** An event as the audit keeps it: with when, from where and in which request. */
export interface AuditRecord extends AuditEvent {
  happenedMs: number;
  requestId: string;
  addressPrefix: string;
  userAgentHash: string;
}

/** A sealed batch: its hash covers the batch and the seal before. */
export interface Seal {
  number: number;
  events: number;
  /** SHA-256, hexadecimal. */
  hash: string;
}

/** The append-only audit. @throws what the driver throws when the database is unavailable */
export interface AuditStore {
  /** Newest first, strictly before an id; of one member, null for all. */
  list(asked: {
    memberId: string | null;
    before: string | null;
    limit: number;
  }): Promise<SignInEvent[]>;
  keep(records: AuditRecord[]): Promise<void>;
  /** Seals the oldest events that are not; null when there is none, or another isolate sealed them. */
  seal(): Promise<Seal | null>;
}

/** Who is calling, as far as a Worker behind the gateway can tell. */
export interface Caller {
  call: CallContext;
  /** `unknown` when no door could tell. */
  addressPrefix: string;
  /** What its attempts at a password are counted by, where that is not the prefix. */
  bucket?: string;
  /** Printable ASCII, at most 256 characters. */
  userAgent: string;
  /** ISO 3166-1 code, or empty. */
  country: string;
  /** Lets work go on after the answer. */
  later(work: Promise<unknown>): void;
  /** Epoch milliseconds, before anything was read for the request: what it is given is dated by this. */
  arrivedMs: number;
  /** Whose session was opened in a browser that is new to it, and how it was proved. */
  newDevice?: { memberId: string; method: string };
  /** Security events of this request, kept in the audit after the answer. */
  noted: AuditRecord[];
}

/** The part of the configuration that verbs decide by. */
export interface Rules {
  REGISTER_MODE: "verify" | "open";
  AUTH_ISSUER: string;
  AUTH_AUDIENCE: string;
  ACCESS_TTL_SECONDS: number;
  BCRYPT_COST: number;
  LOGIN_ACCOUNT_FAILURES_FREE: number;
  AUTH_PEPPERS: KeyRing;
  AUTH_REFRESH_SECRETS: KeyRing;
  AUTH_LINK_SECRETS: KeyRing;
}

/** What verbs and routes are given. */
export interface Deps {
  config: Rules;
  /** Epoch milliseconds. */
  now(): number;
  /** At least 0, less than 1; spreads token lives, decides nothing secret. */
  random(): number;
  newId(kind: "session" | "token" | "event"): string;
  /** 128 random bits as the id of a link. */
  newLinkId(): string;
  /** Random bytes, base64url; for secrets. */
  newSecret(bytes: number): string;
  hasher: Hasher;
  sessions: SessionStore;
  throttle: Throttle;
  links: LinkStore;
  events: EventSender;
  outbox: OutboxQuestion;
  challenges: ChallengeStore;
  firstFactors: FirstFactorStore;
  totp: Totp;
  webauthn: WebAuthn;
  /** Null where no provider is configured. */
  oidc: OidcProvider | null;
  oidcStore: OidcStore;
  members: Members;
  signAccessToken: SignAccessToken;
  verifyAccessToken: VerifyAccessToken;
  audit: Audit;
  auditStore: AuditStore;
  /** Writes a seal to the log. */
  noteSeal(seal: Seal): void;
  warn: Warn;
}
