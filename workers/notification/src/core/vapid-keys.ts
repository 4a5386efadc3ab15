/** Keys by which push services know the shop (RFC 8292), by id: a browser is written to with the one it subscribed with. Pure. @see specs/notifications.md 34 */
import { decodeBase64Url } from "@edgemart/worker-kit/base64url";
import { parseJson } from "@edgemart/worker-kit/key-ring";
import { z } from "zod";

/** A pair on P-256. */
export interface VapidKey {
  /** Uncompressed point, base64url. */
  publicKey: string;
  /** 32 bytes, base64url. */
  privateKey: string;
}

/** New browsers subscribe with one, all write to theirs. */
export interface VapidKeys {
  current: string;
  keys: ReadonlyMap<string, VapidKey>;
}

const bytes = (length: number) =>
  z.string().refine((text) => decodeBase64Url(text)?.length === length, `must be ${length} bytes`);

/** JSON text `{"current":"k1","keys":{"k1":{"publicKey":"…","privateKey":"…"}}}`. */
export const VapidKeysVar = z
  .string()
  .transform(parseJson)
  .pipe(
    z.strictObject({
      current: z.string(),
      keys: z
        .record(
          z.string().regex(/^[A-Za-z0-9_-]{1,16}$/),
          z.strictObject({ publicKey: bytes(65), privateKey: bytes(32) }),
        )
        .refine((keys) => Object.keys(keys).length <= 8, "holds 1 to 8 keys"),
    }),
  )
  .refine(({ current, keys }) => Object.hasOwn(keys, current), "the current key is not in the ring")
  .transform(({ current, keys }): VapidKeys => ({ current, keys: new Map(Object.entries(keys)) }));
