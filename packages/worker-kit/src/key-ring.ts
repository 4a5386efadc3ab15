/** Symmetric keys by id, and the secret that holds them: a weak, malformed or half-configured one is refused. Pure. */
import { z } from "zod";
import { decodeBase64Url } from "./base64url.ts";

/** One key makes new values, all of them check old ones. */
export interface KeyRing {
  current: string;
  keys: ReadonlyMap<string, Uint8Array>;
}

/** Gives the key that makes new values. @throws Error for a ring without it: a key of zeros must never take its place */
export function currentKey({ current, keys }: KeyRing): Uint8Array {
  const key = keys.get(current);
  if (!key) throw new Error("the current key is not in its ring");
  return key;
}

const KEY_BYTES_MIN = 32;
const KID = /^[A-Za-z0-9_-]{1,16}$/;

/** JSON text `{"current":"k1","keys":{"k1":"<32 bytes or more, base64url>"}}`. */
export const KeyRingVar = z
  .string()
  .transform(parseJson)
  .pipe(
    z.strictObject({
      current: z.string(),
      keys: z.record(z.string().regex(KID), keyBytes()).refine(hasFewKeys, "holds 1 to 8 keys"),
    }),
  )
  .refine(({ current, keys }) => Object.hasOwn(keys, current), "the current key is not in the ring")
  .transform(({ current, keys }): KeyRing => ({ current, keys: new Map(Object.entries(keys)) }));

/** Tells whether bytes are enough, and not all alike, to be a secret. */
export function isStrong(bytes: Uint8Array | null): boolean {
  return bytes !== null && bytes.length >= KEY_BYTES_MIN && new Set(bytes).size > 4;
}

/** Reads a secret that is written as JSON. */
export function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({
      code: "custom",
      message: "must be JSON; run `npx node tools/keys.ts make`",
    });
    return z.NEVER;
  }
}

function keyBytes() {
  return z.string().transform((text, context) => {
    const bytes = decodeBase64Url(text);
    if (bytes && isStrong(bytes)) return bytes;
    context.addIssue({ code: "custom", message: "must be 32 bytes or more in base64url" });
    return z.NEVER;
  });
}

function hasFewKeys(keys: object): boolean {
  const count = Object.keys(keys).length;
  return count >= 1 && count <= 8;
}
