/** Describes an original: what the seed and the upload store with its bytes. */
import type { ImageInfo } from "@edgemart/contracts/images";
import { err, ok } from "@edgemart/contracts/result";
import { CodecError } from "../core/codecs.ts";
import { describePixels } from "../core/describe.ts";
import type { HeaderResult } from "../core/header-types.ts";
import { LIMITS } from "../core/limits.ts";
import type { Tools } from "../ports.ts";
import { openHeader } from "./open-header.ts";

/**
 * Sniffs, bounds and describes a picture; `id` is the SHA-256 of the bytes.
 *
 * @returns `image_type_unsupported` · `image_unreadable` · `image_too_large`
 */
export async function describeImage(
  bytes: Uint8Array,
  tools: Tools,
): Promise<HeaderResult<ImageInfo & { id: string }>> {
  if (bytes.length > LIMITS.sourceBytesMax) return err("image_too_large");
  const id = await tools.sha256(bytes);
  const source = await openHeader(bytes, tools, () => []);
  if (!source.ok) return source;
  try {
    return ok({ id, ...describePixels(source.value, tools.codecs, tools.placeholderOf) });
  } catch (thrown) {
    if (!(thrown instanceof CodecError)) throw thrown;
    return err("image_unreadable");
  }
}
