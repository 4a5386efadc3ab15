/** Makes an answer that no cache has: find the source, read it within the limits, look at its header, do the work. */
import type { ImageInfo } from "@edgemart/contracts/images";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Target } from "../core/address.ts";
import type { HeldAnswer } from "../core/answer.ts";
import { type CodecName, encoderOf } from "../core/codec-names.ts";
import { CodecError, CodecTrap } from "../core/codecs.ts";
import { describePixels } from "../core/describe.ts";
import type { Failed } from "../core/failures.ts";
import { isHeic } from "../core/header.ts";
import type { ImageHeader } from "../core/header-types.ts";
import { LIMITS } from "../core/limits.ts";
import { toRgba } from "../core/raster.ts";
import { type Decodable, outputType, renderPicture, renderPixels } from "../core/render.ts";
import type { MakeDeps, Tools } from "../ports.ts";
import { openHeader } from "./open-header.ts";
import { withPlace } from "./with-place.ts";

/** Milliseconds of each stage, for Server-Timing. */
export type Stages = Partial<Record<"fetch" | "make", number>>;

type Made = { ok: true; value: HeldAnswer } | Failed;

/**
 * Makes an answer from its source.
 *
 * @param stages is filled with what each took
 * @returns the answer · any `image_*` code, and whether the parameters had a part in it
 */
export async function makeAnswer(target: Target, deps: MakeDeps, stages: Stages): Promise<Made> {
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

/** Decodes and scales without a single wait, so that one isolate never decodes two pictures at once. */
async function work(target: Target, bytes: Uint8Array, tools: Tools): Promise<Made> {
  const opened = await openHeader(bytes, tools, (header) => encodersFor(target, header));
  if (!opened.ok) return overflowed(target, bytes, opened, tools);
  const source = opened.value;
  try {
    if (target.kind === "picture") return ok(await makePicture(source, target, tools));
    const pixels = describePixels(source, tools.codecs, tools.placeholderOf);
    const id = target.source.kind === "own" ? target.source.id : null;
    const info: ImageInfo = { id, ...pixels };
    return ok(await finish(encodeJson(info), "application/json", tools));
  } catch (thrown) {
    if (!(thrown instanceof CodecError)) throw thrown;
    tools.warn("image.unreadable", { key: target.key, reason: thrown.message });
    const failed = err("image_unreadable");
    return thrown instanceof CodecTrap ? { ...failed, isOfParameters: true } : failed;
  }
}

/** Hands what no codec here takes to the other service, where there is one; what is no picture at all stays refused. */
async function overflowed(
  target: Target,
  bytes: Uint8Array,
  refused: Extract<Result<never>, { ok: false }>,
  tools: Tools,
): Promise<Made> {
  const isTaken = refused.error.code === "image_too_large" || isHeic(bytes);
  if (!tools.overflow || target.kind === "info" || !isTaken) return refused;
  const made = await tools.overflow.render(bytes, target.params, target.format);
  if (!made.ok) return { ...made, isOfParameters: true };
  return ok(await finish(made.value.bytes, made.value.type, tools));
}

async function makePicture(
  source: Decodable,
  { params, format }: Extract<Target, { kind: "picture" }>,
  tools: Tools,
): Promise<HeldAnswer> {
  const { bytes, header } = source;
  if (format === "gif" && header.type === "image/gif" && bytes.length <= LIMITS.gifPassBytesMax) {
    return finish(bytes, header.type, tools);
  }
  if (format !== "avif") {
    const made = renderPicture(source, params, format, tools.codecs);
    return finish(made.bytes, made.type, tools);
  }
  const { pixels } = renderPixels(source, params, format, tools.codecs);
  const small = pixels.width * pixels.height <= LIMITS.avifMadePixelsMax;
  const avif = small ? await tools.avif.encode(toRgba(pixels), params.q) : null;
  if (avif) return finish(avif, "image/avif", tools);
  await tools.codecs.prepare(["webp-encoder"]);
  return finish(tools.codecs.encode(pixels, "image/webp", params.q), "image/webp", tools);
}

function encodersFor(target: Target, header: ImageHeader): CodecName[] {
  if (target.kind === "info") return [];
  // Padding can give alpha to a source without any: `auto` is then PNG.
  const more: CodecName[] = target.format === "auto" ? ["png"] : [];
  return [encoderOf(outputType(target.format, header.hasAlpha)), ...more];
}

async function finish(body: Uint8Array, type: string, tools: Tools): Promise<HeldAnswer> {
  const etag = `"${(await tools.sha256(body)).slice(0, 32)}"`;
  return { body, length: body.length, type, etag, madeAt: Date.now() };
}

function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
