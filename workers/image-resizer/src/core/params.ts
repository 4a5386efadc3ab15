/** The parameters of a picture: parsed, bounded, and written in the one canonical form that is the cache key. Pure. */
import { IMAGE_SIDE_MAX, ImageFit, ImageFormat } from "@edgemart/contracts/images";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { Colour, colourText } from "./colour.ts";

/** Which part of the source stays when it is cut. */
export const POSITIONS = [
  "center",
  "top",
  "right",
  "bottom",
  "left",
  "top-left",
  "top-right",
  "bottom-left",
  "bottom-right",
] as const;

/** A position by its name. */
export type Position = (typeof POSITIONS)[number];

const Params = z.object({
  w: wholeNumber(1, IMAGE_SIDE_MAX).optional(),
  h: wholeNumber(1, IMAGE_SIDE_MAX).optional(),
  fit: oneOf(ImageFit.options).default("cover"),
  f: oneOf(ImageFormat.options).default("webp"),
  q: wholeNumber(1, 100).default(75),
  dpr: decimal(1, 3).default(1),
  pos: z
    .preprocess((text) => String(text).replace("centre", "center"), oneOf(POSITIONS))
    .default("center"),
  bg: Colour.optional(),
  blur: decimal(0, 50).default(0),
  enlarge: oneOf(["0", "1"]).default("0"),
  v: z
    .string()
    .regex(
      /^[A-Za-z0-9._-]{1,64}$/,
      "must be 1 to 64 letters, digits, dots, hyphens or underscores",
    )
    .optional(),
});

/** What a picture is to look like. `w` and `h` are pixels with `dpr` already in them. */
export type PictureParams = Omit<z.infer<typeof Params>, "dpr" | "enlarge"> & { enlarge: boolean };

const KNOWN = new Set(Object.keys(Params.shape));

/**
 * Parses the parameters of an address. Unknown ones are ignored.
 *
 * @param pairs names and values as the address has them
 * @param sizes sides in pixels that may be asked for, after `dpr`; empty = all
 * @returns `invalid_query` with one entry for each wrong parameter
 */
export function parseParams(
  pairs: Iterable<readonly [string, string]>,
  sizes: readonly number[],
): Result<PictureParams, "invalid_query"> {
  const given = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (!KNOWN.has(name)) continue;
    if (given.has(name)) return refused(name, "custom", "must stand in the address once");
    given.set(name, value);
  }
  const parsed = Params.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      path: issue.path.join("."),
      code: issue.code,
      message: issue.message,
    }));
    return err("invalid_query", { errors });
  }
  const { dpr, enlarge, ...params } = parsed.data;
  const scaled = { ...params, ...scaledSides(params, dpr), enlarge: enlarge === "1" };
  for (const side of ["w", "h"] as const) {
    const pixels = scaled[side];
    if (pixels !== undefined && sizes.length > 0 && !sizes.includes(pixels)) {
      return refused(side, "custom", `must be, times dpr, one of ${sizes.join(", ")}`);
    }
  }
  return ok(scaled);
}

/**
 * Writes parameters in their one canonical form: names sorted, defaults and parameters without effect left out.
 *
 * @param format the negotiated format; `auto` here means JPEG, or PNG for a source with alpha
 * @example canonicalParams({w: 120, h: 120, fit: "cover", …}, "webp") // "h=120,w=120"
 */
export function canonicalParams(params: PictureParams, format: ImageFormat): string {
  const boxed = params.w !== undefined && params.h !== undefined;
  const placed = boxed && (params.fit === "cover" || params.fit === "contain");
  const painted = (boxed && params.fit === "contain") || format === "jpeg" || format === "auto";
  const parts: [string, string | number | false | undefined][] = [
    ["bg", painted && params.bg && colourText(params.bg)],
    ["blur", params.blur > 0 && params.blur],
    ["enlarge", params.enlarge && params.fit !== "scale-down" && 1],
    ["f", format !== "webp" && format],
    ["fit", boxed && params.fit !== "cover" && params.fit],
    ["h", params.h],
    ["pos", placed && params.pos !== "center" && params.pos],
    ["q", format !== "png" && params.q !== 75 && params.q],
    ["v", params.v],
    ["w", params.w],
  ];
  const written = parts.filter(([, value]) => value !== undefined && value !== false);
  return written.map(([name, value]) => `${name}=${value}`).join(",") || "full";
}

/** Multiplies both sides by one factor, so that the cap at 2048 keeps their ratio. */
function scaledSides({ w, h }: { w?: number; h?: number }, dpr: number) {
  const factor = Math.min(dpr, IMAGE_SIDE_MAX / (w ?? 1), IMAGE_SIDE_MAX / (h ?? 1));
  return { w: w && Math.round(w * factor), h: h && Math.round(h * factor) };
}

function refused(path: string, code: string, message: string) {
  return err("invalid_query", { errors: [{ path, code, message }] });
}

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,4}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

function decimal(min: number, max: number) {
  const message = `must be a number from ${min} to ${max} with at most 2 decimals`;
  return z
    .string()
    .regex(/^\d{1,2}(\.\d{1,2})?$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

function oneOf<const T extends readonly string[]>(options: T) {
  return z.enum(options, `must be one of ${options.join(", ")}`);
}
