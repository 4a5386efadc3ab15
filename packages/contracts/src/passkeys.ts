/** Passkeys (WebAuthn): wire shapes, auth's operations, and what auth asks member about them. @see specs/identity.md 38–45 */
import { z } from "zod";
import { DeviceToken, LoginOutput } from "./auth.ts";
import type { CallContext } from "./call.ts";
import { SessionVersion } from "./identity.ts";
import { MemberId, PasskeyId } from "./ids.ts";
import { LinkToken } from "./links.ts";
import type { Member } from "./member.ts";
import { MfaChallenge } from "./mfa.ts";
import { operations } from "./operation.ts";
import type { Result } from "./result.ts";
import { line } from "./text.ts";
import { Timestamp } from "./time.ts";
import {
  base64Url,
  ChallengeId,
  CredentialId,
  PasskeyProof,
  PasskeyRegistration,
} from "./webauthn.ts";

/** Most passkeys of a member. */
export const PASSKEYS_MAX = 10;
/** How long a challenge of a passkey is good. */
export const PASSKEY_CHALLENGE_SECONDS = 300;

const PasskeyName = line(60);

/** A new passkey. Without a name it gets its authenticator's or browser's. */
export const PasskeyCreate = z.strictObject({
  challengeId: ChallengeId,
  response: PasskeyRegistration,
  name: PasskeyName.optional(),
  /** Of an administrator who has no second factor yet. */
  enrolToken: LinkToken.optional(),
});
/** A parsed `PasskeyCreate`. */
export type PasskeyCreate = z.infer<typeof PasskeyCreate>;

/** Gives a passkey another name. */
export const PasskeyRename = z.strictObject({ name: PasskeyName });

/** Signs in by a passkey. */
export const PasskeyLogin = PasskeyProof.extend({
  remember: z.boolean().default(false),
  deviceToken: DeviceToken,
});
/** A parsed `PasskeyLogin`. */
export type PasskeyLogin = z.infer<typeof PasskeyLogin>;

/** One of a member's passkeys. Holds no key. */
export const PasskeyView = z
  .object({
    id: PasskeyId,
    name: z.string(),
    credentialId: z.string().describe("What the browser calls it, to tell it which ones are left"),
    synced: z.boolean().describe("Kept by a password manager on several devices"),
    suspended: z.boolean().describe("Refused since it may have been copied; delete it"),
    createdAt: Timestamp,
    lastUsedAt: Timestamp.nullable(),
  })
  .meta({ id: "Passkey" });
/** A parsed `PasskeyView`. */
export type PasskeyView = z.infer<typeof PasskeyView>;

/** A member's passkeys, oldest first. */
export const PasskeyList = z.object({ items: z.array(PasskeyView) });

/** Options for `navigator.credentials`, as `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` read them. */
export const PasskeyOptions = z.object({
  challengeId: ChallengeId,
  expiresIn: z.int().positive().describe("Seconds"),
  options: z.record(z.string(), z.unknown()),
});
/** A parsed `PasskeyOptions`. */
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

const tag = "Sign-in";
const onePasskey = z.object({ id: PasskeyId });
/** Auth's operations with passkeys, by the policy they share at the gateway. */
export const passkeyGroups = {
  /** What a stranger signs in with: counted per address. */
  passkeyEntry: operations(tag, {
    askToSignInByPasskey: {
      method: "post",
      path: "/api/auth/passkey/options",
      summary:
        "Get a challenge to sign in by a passkey, or to finish a sign-in; alone it tells nothing of any account",
      credential: "service",
      body: z.strictObject({
        challenge: MfaChallenge.optional(),
        ticket: z
          .string()
          .regex(/^[A-Za-z0-9_-]{43}$/)
          .optional()
          .describe("Of a sign-in at a provider that met an account: its passkeys are named"),
      }),
      responses: { 200: PasskeyOptions },
      errors: ["challenge_invalid", "oidc_state_invalid", "rate_limited"],
    },
    loginByPasskey: {
      method: "post",
      path: "/api/auth/passkey/login",
      summary: "Sign in by a passkey",
      credential: "service",
      body: PasskeyLogin,
      responses: { 200: LoginOutput },
      errors: ["challenge_invalid", "passkey_invalid", "rate_limited"],
    },
    askToProveByPasskey: {
      method: "post",
      path: "/api/auth/reauthenticate/options",
      summary: "Get a challenge to prove yourself anew by one of your passkeys",
      credential: "bearer",
      body: z.strictObject({}),
      responses: { 200: PasskeyOptions },
      errors: ["not_found", "rate_limited"],
    },
  }),
  /** A member's own passkeys. */
  passkeys: operations(tag, {
    listPasskeys: {
      method: "get",
      path: "/api/auth/passkeys",
      summary: "List the caller's passkeys, oldest first",
      credential: "bearer",
      responses: { 200: PasskeyList },
      errors: [],
    },
    askToAddPasskey: {
      method: "post",
      path: "/api/auth/passkeys/options",
      summary: "Get a challenge to make a passkey",
      credential: "bearer",
      body: z.strictObject({}),
      responses: { 200: PasskeyOptions },
      fresh: true,
      errors: ["mfa_required", "passkeys_full"],
    },
    addPasskey: {
      method: "post",
      path: "/api/auth/passkeys",
      summary: "Keep a new passkey",
      credential: "bearer",
      body: PasskeyCreate,
      responses: { 201: PasskeyView },
      fresh: true,
      errors: [
        "challenge_invalid",
        "link_invalid",
        "mfa_required",
        "passkey_invalid",
        "passkey_exists",
        "passkeys_full",
      ],
    },
    renamePasskey: {
      method: "patch",
      path: "/api/auth/passkeys/{id}",
      summary: "Give a passkey another name",
      credential: "bearer",
      params: onePasskey,
      body: PasskeyRename,
      responses: { 200: PasskeyView },
      errors: [],
    },
    removePasskey: {
      method: "delete",
      path: "/api/auth/passkeys/{id}",
      summary: "Delete a passkey; sessions that it opened go on",
      credential: "bearer",
      params: onePasskey,
      responses: { 204: null },
      fresh: true,
      errors: ["last_factor", "last_sign_in_method"],
    },
  }),
};

/** A passkey as it is kept: what a signature is checked with. */
export interface Passkey extends PasskeyView {
  memberId: string;
  /** COSE key, base64url. */
  publicKey: string;
  counter: number;
  /** BE at registration: several devices may hold it. Never changes. */
  backupEligible: boolean;
  rpId: string;
  transports: string[];
  /** Signs in only with a second factor. */
  secondOnly: boolean;
}

/** Parses a new passkey that auth has verified. */
export const PasskeyKeep = z.strictObject({
  memberId: MemberId,
  credentialId: CredentialId,
  publicKey: base64Url(1_400),
  counter: z.int().min(0).max(4_294_967_295),
  backupEligible: z.boolean(),
  backedUp: z.boolean(),
  transports: z.array(z.string().max(32)).max(8),
  aaguid: z.string().max(36),
  rpId: z.string().max(253),
  name: PasskeyName,
  sessionVersion: SessionVersion,
});
/** A parsed `PasskeyKeep`. */
export type PasskeyKeep = z.infer<typeof PasskeyKeep>;

/** Parses a use of a passkey whose signature auth has verified. */
export const PasskeyUse = z.strictObject({
  id: PasskeyId,
  counter: z.int().min(0).max(4_294_967_295),
  backedUp: z.boolean(),
});
/** A parsed `PasskeyUse`. */
export type PasskeyUse = z.infer<typeof PasskeyUse>;

/**
 * What a use came to, decided in the statement that writes the counter.
 *
 * `not_higher`: a synced passkey whose counter did not rise, which happens (it counts per device) · `suspended`: a
 * device-bound one may have been copied, and is refused from now on · `gone`: deleted or suspended meanwhile.
 */
export type PasskeyUsed = "used" | "not_higher" | "suspended" | "gone";

/** Questions about passkeys that auth alone may ask; each verb is one statement with its security event. */
export interface MemberPasskeysRpc {
  passkeysOf(memberId: string, call: CallContext): Promise<Passkey[]>;
  /** A passkey with its member of now; null for an unknown one, or one of a deleted member. */
  passkeyOf(
    credentialId: string,
    call: CallContext,
  ): Promise<{ passkey: Passkey; member: Member } | null>;
  addPasskey(
    input: PasskeyKeep,
    call: CallContext,
  ): Promise<Result<Passkey, "passkey_exists" | "passkeys_full" | "not_found">>;
  usePasskey(input: PasskeyUse, call: CallContext): Promise<PasskeyUsed>;
  /** Null when it is not the member's. */
  renamePasskey(
    input: { memberId: string; id: string; name: string },
    call: CallContext,
  ): Promise<Passkey | null>;
  removePasskey(
    input: { memberId: string; id: string },
    call: CallContext,
  ): Promise<Result<null, "not_found" | "last_factor" | "last_sign_in_method">>;
}
