/** WebAuthn on the wire: what a browser answers that made or used a passkey. @see https://www.w3.org/TR/webauthn-3/#sctn-public-key-credential-json */
import { z } from "zod";

/** Makes the schema of bytes as base64url, of at most so many characters. */
export const base64Url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/, "must be base64url");

/** A credential's id: 12 to 1 050 bytes as base64url. */
export const CredentialId = base64Url(1_400).min(16);

const extensionResults = z.record(z.string(), z.unknown()).default({});

/** What a browser answers that made a passkey: `PublicKeyCredential.toJSON()`. Fields that are not read are let through. */
export const PasskeyRegistration = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64Url(4_096),
    attestationObject: base64Url(8_192),
    transports: z.array(z.string().max(32)).max(8).optional(),
  }),
  clientExtensionResults: extensionResults,
});
/** A parsed `PasskeyRegistration`. */
export type PasskeyRegistration = z.infer<typeof PasskeyRegistration>;

/** What a browser answers that used a passkey. */
export const PasskeyAssertion = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64Url(4_096),
    authenticatorData: base64Url(2_048),
    signature: base64Url(2_048),
    userHandle: base64Url(128).nullish(),
  }),
  clientExtensionResults: extensionResults,
});
/** A parsed `PasskeyAssertion`. */
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

/** Names the challenge that an answer of a browser is for. */
export const ChallengeId = z.string().regex(/^[A-Za-z0-9_-]{22}$/, "must be a challenge's id");

/** A use of a passkey. */
export const PasskeyProof = z.strictObject({
  challengeId: ChallengeId,
  response: PasskeyAssertion,
});
/** A parsed `PasskeyProof`. */
export type PasskeyProof = z.infer<typeof PasskeyProof>;
