/** This shop's own pictures in R2: `o/<sha256>`, with their info as JSON in the object's metadata `info`. */
import { ImageInfo, originalKey } from "@edgemart/contracts/images";
import { err, ok } from "@edgemart/contracts/result";
import { readBytes } from "@edgemart/worker-kit/bytes";
import { isDeadline, withDeadline } from "@edgemart/worker-kit/deadline";
import { reasonOf } from "@edgemart/worker-kit/log";
import { LIMITS, STORE_LIMITS } from "../core/limits.ts";
import { type OriginalStore, type Originals, Unavailable } from "../ports.ts";

/** Reads originals; an unknown id is `image_not_found`. */
export function originalsIn(bucket: R2Bucket): Originals {
  return {
    async open(id) {
      const object = await answered(bucket.get(originalKey(id)));
      if (!object) return err("image_not_found");
      if (object.size > LIMITS.sourceBytesMax) {
        await object.body.cancel();
        return err("image_too_large");
      }
      return ok({
        bytes: object.size,
        info: infoIn(object.customMetadata?.info),
        async read() {
          const bytes = await answered(readBytes(object.body, LIMITS.sourceBytesMax));
          return bytes ? ok(bytes) : err("image_too_large");
        },
        async discard() {
          if (!object.bodyUsed) await object.body.cancel();
        },
      });
    },
  };
}

/** Stores originals with their info. */
export function originalStoreIn(bucket: R2Bucket): OriginalStore {
  return {
    async put(info, bytes) {
      const stored = await answered(
        bucket.put(originalKey(info.id), bytes, {
          // The name is the content: what is there is never written again, by two at once neither.
          onlyIf: new Headers({ "if-none-match": "*" }),
          sha256: info.id,
          httpMetadata: { contentType: info.type },
          customMetadata: { info: JSON.stringify(info) },
        }),
      );
      return stored !== null;
    },
  };
}

/** @throws Unavailable when the bucket fails, DeadlineError when it is too slow */
async function answered<T>(asked: Promise<T>): Promise<T> {
  try {
    return await withDeadline(asked, STORE_LIMITS.originalsMs);
  } catch (thrown) {
    if (isDeadline(thrown)) throw thrown;
    throw new Unavailable(reasonOf(thrown));
  }
}

/** Info that was stored by another version of this code is computed anew. */
function infoIn(text: string | undefined): ImageInfo | null {
  if (!text) return null;
  try {
    return ImageInfo.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // Not JSON: the same as absent, the pixels are still there.
  }
}
