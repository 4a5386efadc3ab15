/** Chooses the output format class; `f=auto` is the only case that reads `Accept`. Pure. */
import type { ImageFormat } from "@edgemart/contracts/images";

/** `off`: AVIF is never written · `asked`: where the address says so · `auto`: also where `Accept` names it. */
export type AvifPolicy = "off" | "asked" | "auto";

/**
 * Resolves `auto` by what the client says it can show.
 *
 * Only explicit types count: browsers without WebP send `image/*` and `*\/*` too.
 *
 * @returns a format, or `auto` for clients without WebP: JPEG, or PNG when the source has alpha
 */
export function negotiateFormat(
  asked: ImageFormat,
  accept: string | null | undefined,
  policy: AvifPolicy,
): ImageFormat {
  if (asked === "avif" && policy === "off") return "webp";
  if (asked !== "auto") return asked;
  if (policy === "auto" && accepts(accept ?? "", "image/avif")) return "avif";
  return accepts(accept ?? "", "image/webp") ? "webp" : "auto";
}

function accepts(accept: string, wanted: string): boolean {
  return accept
    .toLowerCase()
    .split(",")
    .some((range) => {
      const [type, ...parameters] = range.split(";").map((part) => part.trim());
      return type === wanted && !parameters.some((part) => /^q=0(\.0{0,3})?$/.test(part));
    });
}
