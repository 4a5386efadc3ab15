/** Readies a source for the work that must not wait: header, another Worker's decoder, codecs. */
import { ok } from "@edgemart/contracts/result";
import { type CodecName, decoderOf } from "../core/codec-names.ts";
import { readHeader } from "../core/header.ts";
import type { HeaderResult, ImageHeader } from "../core/header-types.ts";
import type { Decodable } from "../core/render.ts";
import type { Tools } from "../ports.ts";

/**
 * Sniffs and bounds the bytes, then waits for whatever the work needs.
 *
 * @param more codecs besides the source's own, by its header
 * @returns `image_type_unsupported` · `image_unreadable` · `image_too_large`
 */
export async function openHeader(
  bytes: Uint8Array,
  tools: Tools,
  more: (header: ImageHeader) => CodecName[],
): Promise<HeaderResult<Decodable>> {
  const header = readHeader(bytes);
  if (!header.ok) return header;
  const source: Decodable = { bytes, header: header.value };
  if (header.value.type === "image/avif") {
    const decoded = await tools.avif.decode(bytes, header.value);
    if (!decoded.ok) return decoded;
    source.pixels = decoded.value;
  }
  const decoder = decoderOf(header.value.type);
  const codecs = [...(decoder ? [decoder] : []), ...more(header.value)];
  // Another request's fault may throw a codec away while this one waits for the next.
  while (!tools.codecs.isReady(codecs)) await tools.codecs.prepare(codecs);
  return ok(source);
}
