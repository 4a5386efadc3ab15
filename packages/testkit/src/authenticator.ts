/** An authenticator in code: makes passkeys and signs with them as a device does, and can lie in each field. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** What an answer of the authenticator says; each may be a lie. */
export interface Said {
  origin: string;
  rpId: string;
  type: string;
  crossOrigin: boolean;
  /** UP. */
  isPresent: boolean;
  /** UV. */
  isVerified: boolean;
  /** BE. */
  isEligible: boolean;
  /** BS. */
  isBackedUp: boolean;
  counter: number;
  userHandle: string | null;
}

/** Kinds of keys a passkey may have. */
export type KeyKind = "ES256" | "EdDSA" | "RS256" | "RS256-1024" | "ES384";

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();
const b64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");

/** One passkey on one device. */
export interface DevicePasskey {
  id: string;
  /** Answers a creation: `PublicKeyCredential.toJSON()`. */
  created(challenge: string, lies?: Partial<Said>): object;
  /** Answers a use. */
  used(challenge: string, lies?: Partial<Said>): object;
}

/** Makes a passkey of a member. @param origin the shop's, which its answers name by default */
export function newDevicePasskey(
  memberId: string,
  kind: KeyKind = "ES256",
  origin = "https://shop.example",
): DevicePasskey {
  const id = randomBytes(32);
  const { cose, privateKey } = keyOf(kind);
  const truth: Said = {
    ...{ origin, rpId: new URL(origin).hostname, type: "", crossOrigin: false },
    ...{ isPresent: true, isVerified: true, isEligible: true, isBackedUp: true, counter: 0 },
    userHandle: memberId,
  };
  const clientData = (said: Said, type: string, challenge: string) =>
    Buffer.from(
      JSON.stringify({
        type: said.type || type,
        challenge,
        origin: said.origin,
        ...(said.crossOrigin && { crossOrigin: true }),
      }),
    );
  const authData = (said: Said, attested: Uint8Array[]) => {
    const flags =
      (said.isPresent ? 1 : 0) |
      (said.isVerified ? 4 : 0) |
      (said.isEligible ? 8 : 0) |
      (said.isBackedUp ? 16 : 0) |
      (attested.length > 0 ? 64 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(said.counter);
    return Buffer.concat([sha256(said.rpId), Buffer.of(flags), counter, ...attested]);
  };
  return {
    id: b64(id),
    created(challenge, lies = {}) {
      const said = { ...truth, ...lies };
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = authData(said, [Buffer.alloc(16), length, id, isoCBOR.encode(cose)]);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", new Uint8Array(data)],
      ]);
      return {
        ...{ id: b64(id), rawId: b64(id), type: "public-key", clientExtensionResults: {} },
        response: {
          clientDataJSON: b64(clientData(said, "webauthn.create", challenge)),
          // Guarantee of the cast: text, a map and bytes are CBOR.
          attestationObject: b64(isoCBOR.encode(attestation as never)),
          transports: ["internal"],
        },
      };
    },
    used(challenge, lies = {}) {
      const said = { ...truth, ...lies };
      const client = clientData(said, "webauthn.get", challenge);
      const data = authData(said, []);
      const signed = Buffer.concat([data, sha256(client)]);
      return {
        ...{ id: b64(id), rawId: b64(id), type: "public-key", clientExtensionResults: {} },
        response: {
          ...{ clientDataJSON: b64(client), authenticatorData: b64(data) },
          signature: b64(sign(kind === "EdDSA" ? null : "sha256", signed, privateKey)),
          userHandle: said.userHandle === null ? null : b64(said.userHandle),
        },
      };
    },
  };
}

function keyOf(kind: KeyKind): { cose: Map<number, number | Uint8Array>; privateKey: KeyObject } {
  const bytes = (text = "") => new Uint8Array(Buffer.from(text, "base64url"));
  if (kind === "EdDSA") {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const { x } = publicKey.export({ format: "jwk" });
    return {
      privateKey,
      cose: new Map<number, number | Uint8Array>([
        [1, 1],
        [3, -8],
        [-1, 6],
        [-2, bytes(x)],
      ]),
    };
  }
  if (kind === "RS256" || kind === "RS256-1024") {
    const modulusLength = kind === "RS256" ? 2048 : 1024;
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
    const { e, n } = publicKey.export({ format: "jwk" });
    return {
      privateKey,
      cose: new Map<number, number | Uint8Array>([
        [1, 3],
        [3, -257],
        [-1, bytes(n)],
        [-2, bytes(e)],
      ]),
    };
  }
  const [namedCurve, curve, algorithm] =
    kind === "ES256" ? (["P-256", 1, -7] as const) : (["P-384", 2, -35] as const);
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
  const { x, y } = publicKey.export({ format: "jwk" });
  return {
    privateKey,
    cose: new Map<number, number | Uint8Array>([
      [1, 2],
      [3, algorithm],
      [-1, curve],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]),
  };
}
