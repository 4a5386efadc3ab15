/** Cloudflare Images, for pictures that Wasm in an isolate cannot take: HEIC, and sources over the pixel limits. Billed by call, so every answer is kept like any other. */
import type { ImageFormat } from "@edgemart/contracts/images";
import { err, ok } from "@edgemart/contracts/result";
import { findingOf } from "@edgemart/worker-kit/absence";
import { readBytes } from "@edgemart/worker-kit/bytes";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { reasonOf } from "@edgemart/worker-kit/log";
import { colourText } from "../core/colour.ts";
import { LIMITS } from "../core/limits.ts";
import type { PictureParams } from "../core/params.ts";
import { type Overflow, type Tools, Unavailable } from "../ports.ts";

type Transform = Parameters<ImageTransformer["transform"]>[0];
type Output = Parameters<ImageTransformer["output"]>[0];

/** @param images the binding; null where there is none, and then nothing overflows */
export function overflowTo(
  images: ImagesBinding | undefined,
  warn: Tools["warn"],
): Overflow | null {
  if (!images) return null;
  return {
    async render(bytes, params, format) {
      try {
        const body = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
        const asked = images
          .input(body)
          .transform(transformOf(params))
          .output(outputOf(params, format));
        const result = await withDeadline(asked, LIMITS.overflowMs);
        const made = await withDeadline(
          readBytes(result.response().body, LIMITS.sourceBytesMax),
          LIMITS.overflowMs,
        );
        return made ? ok({ bytes: made, type: result.contentType() }) : err("image_too_large");
      } catch (thrown) {
        warn("image.overflow_failed", { reason: reasonOf(thrown) });
        // Its absence is not the picture's fault: that would be remembered of the source.
        if (findingOf(thrown) === "absent") throw new Unavailable(reasonOf(thrown));
        return err("image_unreadable");
      }
    },
  };
}

/** Our parameters in its words; it enlarges with `cover` and `contain`, never with the others. */
export function transformOf({ w, h, fit, pos, bg, blur, enlarge }: PictureParams): Transform {
  const fits = {
    cover: enlarge ? "cover" : "crop",
    contain: "pad",
    inside: enlarge ? "contain" : "scale-down",
    fill: "squeeze",
    "scale-down": "scale-down",
  } as const;
  const x = pos.includes("left") ? 0 : pos.includes("right") ? 1 : 0.5;
  const y = pos.includes("top") ? 0 : pos.includes("bottom") ? 1 : 0.5;
  return {
    ...(w !== undefined && { width: w }),
    ...(h !== undefined && { height: h }),
    fit: w !== undefined && h !== undefined ? fits[fit] : enlarge ? "contain" : "scale-down",
    gravity: { x, y, mode: "remainder" },
    ...(bg && { background: `#${colourText(bg)}` }),
    ...(blur > 0 && { blur: Math.max(1, Math.min(250, blur)) }),
  };
}

function outputOf({ q }: PictureParams, format: ImageFormat): Output {
  switch (format) {
    case "jpeg":
    case "auto":
      return { format: "image/jpeg", quality: q };
    case "png":
      return { format: "image/png" };
    case "avif":
      return { format: "image/avif", quality: q };
    case "webp":
    case "gif":
      return { format: "image/webp", quality: q };
  }
}
