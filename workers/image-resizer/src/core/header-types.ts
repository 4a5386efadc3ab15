/** What the header of a picture says, for each file type. */
import type { Result } from "@edgemart/contracts/result";
import type { Size } from "./raster.ts";

interface CommonHeader extends Size {
  /** EXIF orientation, 1 to 8; `width` and `height` are as stored, before it. */
  orientation: number;
  hasAlpha: boolean;
  /** The colour profile; null: sRGB. */
  icc: { bytes: Uint8Array; isDeflated: boolean } | null;
}

/** The header of a JPEG. */
export interface JpegHeader extends CommonHeader {
  type: "image/jpeg";
  progressive: boolean;
  components: number;
  /** Bytes of all DCT coefficients at two bytes each. */
  coefficientBytes: number;
  /** True with an Adobe APP14 segment, which says how four components are meant. */
  adobe: boolean;
}

/** The header of a PNG. */
export interface PngHeader extends CommonHeader {
  type: "image/png";
  /** Bits of a sample, and which samples make a pixel. */
  depth: number;
  colourType: number;
  isInterlaced: boolean;
}

/** The header of a WebP. */
export interface WebpHeader extends CommonHeader {
  type: "image/webp";
  lossless: boolean;
}

/** The header of a GIF. */
export interface GifHeader extends CommonHeader {
  type: "image/gif";
}

/** The header of an AVIF. */
export interface AvifHeader extends CommonHeader {
  type: "image/avif";
}

/** The header of a picture. */
export type ImageHeader = JpegHeader | PngHeader | WebpHeader | GifHeader | AvifHeader;

/** Why a header is refused. */
export type HeaderErrors = "image_type_unsupported" | "image_unreadable" | "image_too_large";

/** What is read of a header, or why it is refused. */
export type HeaderResult<T> = Result<T, HeaderErrors>;
