/** WebAuthn by SimpleWebAuthn, and the checks that it leaves to its caller. @see specs/identity.md 38–41 */
import type { Passkey } from "@edgemart/contracts/passkeys";
import {
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import {
  cose,
  decodeClientDataJSON,
  decodeCredentialPublicKey,
} from "@simplewebauthn/server/helpers";
import type { WebAuthn } from "../ports.ts";

/** EdDSA, ES256 and RS256: Chromium warns when the last two are missing. */
const ALGORITHMS = [-8, -7, -257];
const RSA_BYTES_MIN = 256;
const TIMEOUT_MS = 300_000;

/**
 * Makes the checks for one shop.
 *
 * @param origin the only page origin that is taken, exactly
 * @param rpId   its host: passkeys of another one are foreign
 */
export function simpleWebAuthn(origin: string, rpId: string, rpName: string): WebAuthn {
  return {
    rpId,
    async creationOptions({ challenge, exclude, member }) {
      const options = await generateRegistrationOptions({
        rpName,
        rpID: rpId,
        userID: bytesOf(Buffer.from(member.id).toString("base64url")),
        userName: member.email,
        userDisplayName: member.name,
        challenge: bytesOf(challenge),
        timeout: TIMEOUT_MS,
        attestationType: "none",
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: exclude.map(descriptor),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
      return { ...options };
    },
    async requestOptions({ allow, challenge }) {
      const options = await generateAuthenticationOptions({
        rpID: rpId,
        challenge: bytesOf(challenge),
        timeout: TIMEOUT_MS,
        userVerification: "required",
        ...(allow.length > 0 && { allowCredentials: allow.map(descriptor) }),
      });
      return { ...options };
    },
    async verifyRegistration(response, challenge) {
      if (isFramed(response.response.clientDataJSON)) return null;
      const { verified, registrationInfo } = await refusedAsNull(() =>
        verifyRegistrationResponse({
          response: { ...response, response: { ...response.response, transports: [] } },
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: rpId,
          supportedAlgorithmIDs: ALGORITHMS,
        }),
      );
      if (!verified || !registrationInfo) return null;
      const { aaguid, credential, credentialBackedUp, credentialDeviceType } = registrationInfo;
      if (!(await isUsable(credential.publicKey))) return null;
      return {
        aaguid,
        credentialId: credential.id,
        publicKey: textOf(credential.publicKey),
        counter: credential.counter,
        backupEligible: credentialDeviceType === "multiDevice",
        backedUp: credentialBackedUp,
      };
    },
    async verifyAssertion(response, challenge, passkey) {
      const { authenticatorData, clientDataJSON, signature, userHandle } = response.response;
      if (isFramed(clientDataJSON)) return null;
      const { authenticationInfo, verified } = await refusedAsNull(() =>
        verifyAuthenticationResponse({
          response: {
            ...response,
            response: {
              ...{ authenticatorData, clientDataJSON, signature },
              ...(typeof userHandle === "string" && { userHandle }),
            },
          },
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: rpId,
          // The library throws at a counter that does not rise; member judges it, in the statement that keeps it.
          credential: {
            id: passkey.credentialId,
            publicKey: bytesOf(passkey.publicKey),
            counter: 0,
          },
        }),
      );
      if (!verified || !authenticationInfo) return null;
      const { credentialBackedUp, credentialDeviceType, newCounter } = authenticationInfo;
      if ((credentialDeviceType === "multiDevice") !== passkey.backupEligible) return null;
      return { counter: newCounter, backedUp: credentialBackedUp };
    },
  };
}

/** The library throws for each answer that is not right; what it says goes to no one. */
async function refusedAsNull<T extends object>(
  work: () => Promise<T>,
): Promise<T | { verified: false; registrationInfo?: never; authenticationInfo?: never }> {
  try {
    return await work();
  } catch {
    return { verified: false };
  }
}

/** Whether a page was in another origin's frame when it asked: even where the browser does not name the top. */
function isFramed(clientDataJSON: string): boolean {
  try {
    return decodeClientDataJSON(clientDataJSON).crossOrigin === true;
  } catch {
    return true;
  }
}

/**
 * Tells whether the key can check a signature: nothing is signed with it when it is made, so a damaged or weak one would
 * be kept and never sign in. The library takes an RSA key of any length.
 */
async function isUsable(publicKey: Uint8Array): Promise<boolean> {
  try {
    const key = decodeCredentialPublicKey(new Uint8Array(publicKey));
    if (cose.isCOSEPublicKeyRSA(key)) {
      const [n, e] = [key.get(cose.COSEKEYS.n), key.get(cose.COSEKEYS.e)];
      await imports({ kty: "RSA", n: textOf(n), e: textOf(e) }, RSA);
      return (n?.length ?? 0) >= RSA_BYTES_MIN;
    }
    if (cose.isCOSEPublicKeyOKP(key)) {
      const x = textOf(key.get(cose.COSEKEYS.x));
      await imports({ kty: "OKP", crv: "Ed25519", x }, { name: "Ed25519" });
      return true;
    }
    if (!cose.isCOSEPublicKeyEC2(key)) return false;
    const [x, y] = [textOf(key.get(cose.COSEKEYS.x)), textOf(key.get(cose.COSEKEYS.y))];
    await imports({ kty: "EC", crv: "P-256", x, y }, { name: "ECDSA", namedCurve: "P-256" });
    return true;
  } catch {
    return false;
  }
}

const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

function imports(jwk: JsonWebKey, algorithm: Parameters<SubtleCrypto["importKey"]>[2]) {
  return crypto.subtle.importKey("jwk", jwk, algorithm, false, ["verify"]);
}

function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("base64url");
}

function descriptor({ credentialId, transports }: Pick<Passkey, "credentialId" | "transports">) {
  // Guarantee of the cast: a browser ignores a transport that it does not know.
  return { id: credentialId, transports: transports as AuthenticatorTransport[] };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "base64url"));
}
