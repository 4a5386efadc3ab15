/** Makes an answer that no cache has: find the source, read it within the limits, look at its header, do the work. */
import type { ImageInfo } from "@edgemart/contracts/images";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Target } from "../core/address.ts";
import type { HeldAnswer } from "../core/answer.ts";
import { type CodecName, decoderOf, encoderOf } from "../core/codec-names.ts";
import { CodecError } from "../core/codecs.ts";
import { describePixels } from "../core/describe.ts";
import { type ImageHeader, readHeader } from "../core/header.ts";
import { LIMITS } from "../core/limits.ts";
import { outputType, renderPicture } from "../core/render.ts";
import type { Originals, Origins, Tools } from "../ports.ts";
import { type Places, withPlace } from "./with-place.ts";

export interface MakeDeps {
  originals: Originals;
  origins: Origins;
  places: Places;
  tools: Tools;
}

/** Milliseconds of each stage, for Server-Timing. */
export type Stages = Partial<Record<"fetch" | "make", number>>;

/** @returns the answer · any `image_*` code */
export async function makeAnswer(
  target: Target,
  deps: MakeDeps,
  stages: Stages,
): Promise<Result<HeldAnswer>> {
  const { source } = target;
  const begun = Date.now();
  const opened = await (source.kind === "own"
    ? deps.originals.open(source.id)
    : deps.origins.open(source.url));
  if (!opened.ok) return opened;
  const open = opened.value;
  if (target.kind === "info" && open.info) {
    await open.discard();
    return ok(await finish(encodeJson(open.info), "application/json", deps.tools));
  }
  const made = await withPlace(deps.places, open.bytes ?? LIMITS.sourceBytesMax, async () => {
    const bytes = await open.read();
    stages.fetch = Date.now() - begun;
    return bytes.ok ? work(target, bytes.value, deps.tools) : bytes;
  });
  if (!made.ok) await open.discard();
  stages.make = Date.now() - begun - (stages.fetch ?? 0);
  return made;
}

/** Decodes and encodes without a single wait, so that one isolate never decodes two pictures at once. */
async function work(target: Target, bytes: Uint8Array, tools: Tools): Promise<Result<HeldAnswer>> {
  const header = readHeader(bytes);
  if (!header.ok) return header;
  const codecs = codecsFor(target, header.value);
  while (!tools.codecs.isReady(codecs)) await tools.codecs.prepare(codecs);
  try {
    const source = { bytes, header: header.value };
    if (target.kind === "picture") {
      const made = renderPicture(source, target.params, target.format, tools.codecs);
      return ok(await finish(made.bytes, made.type, tools));
    }
    const pixels = describePixels(source, tools.codecs, tools.placeholderOf);
    const id = target.source.kind === "own" ? target.source.id : null;
    const info: ImageInfo = { id, ...pixels };
    return ok(await finish(encodeJson(info), "application/json", tools));
  } catch (thrown) {
    if (!(thrown instanceof CodecError)) throw thrown;
    tools.warn("image.unreadable", { key: target.key, reason: thrown.message });
    return err("image_unreadable");
  }
}

function codecsFor(target: Target, header: ImageHeader): CodecName[] {
  const decoder = decoderOf(header.type);
  if (target.kind === "info") return [decoder];
  // Padding can give alpha to a source without any: `auto` is then PNG.
  const more: CodecName[] = target.format === "auto" ? ["png"] : [];
  return [decoder, encoderOf(outputType(target.format, header.hasAlpha)), ...more];
}

async function finish(body: Uint8Array, type: string, tools: Tools): Promise<HeldAnswer> {
  const etag = `"${(await tools.sha256(body)).slice(0, 32)}"`;
  return { body, length: body.length, type, etag, madeAt: Date.now() };
}

function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
