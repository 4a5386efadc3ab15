/** Colours of the `bg` parameter. Pure. */
import { z } from "zod";
import type { Rgba } from "./raster.ts";

const NAMED: Record<string, string> = {
  transparent: "00000000",
  white: "ffffffff",
  black: "000000ff",
};

/** `rgb`, `rrggbb` or `rrggbbaa` in hex, with or without `#`, or one of three names. */
export const Colour = z.string().transform((text, context): Rgba => {
  const bare = text.toLowerCase().replace(/^#/, "");
  const hex = Object.hasOwn(NAMED, bare) ? (NAMED[bare] ?? "") : bare;
  const long = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
  if (!/^([0-9a-f]{6}|[0-9a-f]{8})$/.test(long)) {
    context.addIssue({
      code: "custom",
      message: "must be rgb, rrggbb or rrggbbaa in hex, or transparent, white or black",
    });
    return z.NEVER;
  }
  const at = (index: number) => Number.parseInt(long.slice(index, index + 2), 16);
  return { r: at(0), g: at(2), b: at(4), a: long.length === 8 ? at(6) : 255 };
});

/** Writes a colour as `rrggbbaa`, so that two spellings of it are one cache entry. */
export function colourText({ r, g, b, a }: Rgba): string {
  return [r, g, b, a].map((part) => part.toString(16).padStart(2, "0")).join("");
}
