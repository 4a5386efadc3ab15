/** The image CDN: parameters, the canonical address of a picture and what is known of an original. Pure. */
import { z } from "zod";
import { operations } from "./operation.ts";

/** Longest side of an answer, in pixels. */
export const IMAGE_SIDE_MAX = 2048;

/** Largest source, in bytes. */
export const IMAGE_BYTES_MAX = 20 * 1024 * 1024;

/** How a picture fills the asked size. */
export const ImageFit = z.enum(["cover", "contain", "inside", "fill", "scale-down"]);
/** A parsed `ImageFit`. */
export type ImageFit = z.infer<typeof ImageFit>;

/** File types that can be asked for. */
export const ImageFormat = z.enum(["webp", "jpeg", "png", "avif", "gif", "auto"]);
/** A parsed `ImageFormat`. */
export type ImageFormat = z.infer<typeof ImageFormat>;

/** SHA-256 of an original's bytes in lower-case hex: its id, its R2 key and its ETag source. */
export const ImageId = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");

/** What is known of an original without decoding it again. */
export const ImageInfo = z
  .object({
    id: ImageId.nullable().describe("Null for a picture of another origin"),
    type: z.enum(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]),
    bytes: z.int().positive(),
    width: z.int().positive().describe("Pixels as shown, orientation applied"),
    height: z.int().positive(),
    orientation: z.int().min(1).max(8),
    dominantColor: z.string().regex(/^#[0-9a-f]{6}$/),
    thumbhash: z.string().describe("Base64 of a ThumbHash placeholder"),
  })
  .meta({ id: "ImageInfo" });
/** A parsed `ImageInfo`. */
export type ImageInfo = z.infer<typeof ImageInfo>;

/** A picture as products and pages refer to it. */
export const Picture = z
  .object({
    id: ImageId,
    alt: z.string(),
    width: z.int().positive(),
    height: z.int().positive(),
    thumbhash: z.string(),
  })
  .meta({ id: "Picture" });
/** A parsed `Picture`. */
export type Picture = z.infer<typeof Picture>;

/** How a picture is asked for. */
export interface PictureSize {
  /** Pixels, 1 to 2048. */
  w?: number;
  h?: number;
  fit?: ImageFit;
  /** Quality, 1 to 100; 75 when absent. */
  q?: number;
  f?: ImageFormat;
  /** Six hex digits: ground of the room `contain` leaves. */
  bg?: string;
}

/**
 * Builds the canonical path of one of this shop's own pictures on the image CDN.
 *
 * Keys have one order, so that equal pictures have equal addresses.
 *
 * @example picturePath("ab…", {w: 320, h: 320, fit: "cover"}) // "/i/w=320,h=320,fit=cover/ab…"
 */
export function picturePath(id: string, size: PictureSize): string {
  const parts = (["w", "h", "fit", "f", "q", "bg"] as const)
    .filter((key) => size[key] !== undefined)
    .map((key) => `${key}=${size[key]}`);
  return `/i/${parts.join(",")}/${id}`;
}

/** R2 key of an original. */
export function originalKey(id: string): string {
  return `o/${id}`;
}

/** An original that was taken in. */
export const StoredMedia = z
  .object({
    id: ImageId,
    url: z.url().describe("The whole picture on the image CDN, sides of at most 2048 pixels"),
    width: z.int().positive().describe("Pixels as shown, orientation applied"),
    height: z.int().positive(),
    type: ImageInfo.shape.type,
    thumbhash: z.string(),
  })
  .meta({ id: "StoredMedia" });
/** A parsed `StoredMedia`. */
export type StoredMedia = z.infer<typeof StoredMedia>;

const tag = "Media";
/** The image Worker's operations behind the gateway, by the policy they share there. */
export const mediaGroups = {
  /** Bodies that stream. */
  uploads: operations(tag, {
    storeMedia: {
      method: "post",
      path: "/api/media",
      summary:
        "Store a picture under the SHA-256 of its bytes; the same bytes twice are one object (200)",
      credential: "bearer",
      right: "admin",
      body: z.string().meta({ format: "binary" }),
      bodyType: "image/*",
      responses: { 200: StoredMedia, 201: StoredMedia },
      headers: ["Location"],
      errors: [
        "body_too_large",
        "image_too_large",
        "image_type_unsupported",
        "image_unreadable",
        "image_busy",
      ],
    },
  }),
  /** What forgets finished pictures. */
  purges: operations(tag, {
    purgeDerivatives: {
      method: "delete",
      path: "/api/media/{sha256}/derivatives",
      summary: "Forget every finished picture of one source",
      credential: "bearer",
      right: "admin",
      params: z.object({
        sha256: ImageId.describe("Of an original's bytes, or of a foreign picture's address"),
      }),
      responses: { 200: z.object({ deleted: z.int().nonnegative() }) },
      errors: [],
    },
  }),
};
