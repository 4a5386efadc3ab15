/** The codecs as the core sees them: calls that end before they return, on memory they own. */
import type { ImageHeader } from "./header-types.ts";
import type { Raster, Size, Window } from "./raster.ts";

/** A type that the codecs here write. */
export type OutputType = "image/webp" | "image/jpeg" | "image/png";

/** The codecs, ready to run. */
export interface Codecs {
  /**
   * Decodes a source and lends its pixels to `use`; they are gone when it returns.
   *
   * @param shrink 1, 2, 4 or 8; only JPEG is decoded smaller, `use` gets the factor that was taken
   * @throws CodecError when the bytes cannot be decoded
   */
  decode<T>(
    bytes: Uint8Array,
    header: ImageHeader,
    shrink: number,
    use: (pixels: Raster, shrink: number) => T,
  ): T;
  /** Inflates a zlib stream. @throws when it is damaged or longer than `bytesMax` */
  inflate(bytes: Uint8Array, bytesMax: number): Uint8Array;
  /** Scales a window of a raster to a size: Lanczos-3, weighed by alpha. The answer is RGBA. */
  resample(source: Raster, window: Window, size: Size): Raster;
  /** @param quality 1 to 100; PNG is without loss */
  encode(pixels: Raster, type: OutputType, quality: number): Uint8Array<ArrayBuffer>;
}

/** The source cannot be decoded: it is truncated, corrupt or contradictory. */
export class CodecError extends Error {
  override name = "CodecError";
}

/** A decoder that stopped without a reason: the source is damaged, or the asked size was more than the decoder can hold. */
export class CodecTrap extends CodecError {
  override name = "CodecTrap";
}
