/** Chooses the output format class; `f=auto` is the only case that reads `Accept`. Pure. */
import type { ImageFormat } from "@edgemart/contracts/images";

/**
 * Resolves `auto` by what the client says it can show.
 *
 * Only an explicit `image/webp` counts: browsers without WebP send `image/*` and `*\/*` too.
 *
 * @returns a format, or `auto` for clients without WebP: JPEG, or PNG when the source has alpha
 */
export function negotiateFormat(
  asked: ImageFormat,
  accept: string | null | undefined,
): ImageFormat {
  if (asked !== "auto") return asked;
  return acceptsWebp(accept ?? "") ? "webp" : "auto";
}

function acceptsWebp(accept: string): boolean {
  return accept
    .toLowerCase()
    .split(",")
    .some((range) => {
      const [type, ...parameters] = range.split(";").map((part) => part.trim());
      return type === "image/webp" && !parameters.some((part) => /^q=0(\.0{0,3})?$/.test(part));
    });
}
