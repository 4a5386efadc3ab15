/** Encrypts stored answers: AES-256-GCM under a key of the record, so a reader of Redis learns nothing. @see gateway spec 25 */
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";

const GZIP_FROM_BYTES = 1024;

/** Encrypts a text for one record. The record id is authenticated: an answer cannot be moved to another record. */
export async function seal(text: string, secret: string, record: string): Promise<string> {
  const plain = Uint8Array.from(new TextEncoder().encode(text));
  const zipped = plain.byteLength > GZIP_FROM_BYTES;
  const packed = zipped ? await through(plain, new CompressionStream("gzip")) : plain;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const cipher = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(record) },
    await keyOf(secret, record),
    packed,
  );
  return `${zipped ? "z" : "p"}.${encodeBase64Url(iv)}.${encodeBase64Url(new Uint8Array(cipher))}`;
}

/** Decrypts what `seal` wrote. @throws when it was changed, moved or sealed under another secret */
export async function unseal(sealed: string, secret: string, record: string): Promise<string> {
  const [form, iv, cipher] = sealed.split(".");
  const nonce = decodeBase64Url(iv ?? "");
  const bytes = decodeBase64Url(cipher ?? "");
  if (!nonce || !bytes) throw new Error("a stored answer is not in the sealed form");
  const packed = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: nonce, additionalData: new TextEncoder().encode(record) },
    await keyOf(secret, record),
    bytes,
  );
  const plain =
    form === "z" ? await through(new Uint8Array(packed), new DecompressionStream("gzip")) : packed;
  return new TextDecoder().decode(plain);
}

/**
 * Decrypts with the first secret that fits, in the order given.
 *
 * While a secret is rotated, other isolates already seal with the next one or still with the previous.
 *
 * @throws the last failure when none fits
 */
export async function unsealWith(
  secrets: readonly (string | undefined)[],
  sealed: string,
  record: string,
): Promise<string> {
  let failure: unknown = new Error("there is no secret to open a stored answer with");
  for (const secret of secrets) {
    if (secret === undefined) continue;
    try {
      return await unseal(sealed, secret, record);
    } catch (thrown) {
      failure = thrown;
    }
  }
  throw failure;
}

async function keyOf(secret: string, record: string): Promise<CryptoKey> {
  const raw = new TextEncoder().encode(secret);
  const base = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]);
  const derivation = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new TextEncoder().encode("edgemart idempotency v1"),
    info: new TextEncoder().encode(record),
  };
  return crypto.subtle.deriveKey(derivation, base, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}
