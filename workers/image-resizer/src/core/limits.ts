/** What one request may cost: bytes, pixels and memory, all checked before the work they bound. @see specs/images.md, security limits */
import { IMAGE_BYTES_MAX } from "@edgemart/contracts/images";

const MEBI = 1024 * 1024;

export const LIMITS = {
  /** Bytes of a source, counted while they arrive. */
  sourceBytesMax: IMAGE_BYTES_MAX,
  /** Characters of a source's address. */
  sourceUrlCharsMax: 2048,
  /** Baseline JPEG: 1/8 of the side costs 1/64 of the pixels. */
  jpegPixelsMax: 300_000_000,
  /** Progressive JPEG keeps every coefficient in memory whatever the scale: 24 megapixels at 4:2:0. */
  jpegCoefficientBytesMax: 72_000_000,
  /** PNG costs its decoder 9 bytes a pixel (measured); a 4K frame fits. */
  pngPixelsMax: 8_400_000,
  /** Lossy WebP costs 9 bytes a pixel with the copy its decoder makes (measured). */
  webpPixelsMax: 8_400_000,
  /** WebP without loss or with alpha costs 12 to 13 bytes a pixel (measured). */
  webpCostlyPixelsMax: 6_000_000,
  /** What a decoder may take: the isolate has 128 MB for everything. */
  decodeBytesMax: 80_000_000,
  /** A codec's memory never shrinks: above this the instance is thrown away after its job. */
  wasmBytesMax: 48 * MEBI,
} as const;

/** How long a store may take, in milliseconds; a cache that is slower is a miss. */
export const STORE_LIMITS = {
  originalsMs: 7_000,
  edgeMs: 1_000,
  derivativesMs: 2_000,
  /** An upload that is slower gives its place to others; the gateway waits 20 s. */
  uploadMs: 15_000,
} as const;

export const ORIGIN_LIMITS = { redirectsMax: 3, timeoutMs: 7_000 } as const;

export const CACHE_LIMITS = {
  /** The isolate's own cache of answers. */
  memoryBytes: 8 * MEBI,
  memoryEntryBytes: 64 * 1024,
  /** Then the data centre's cache is asked again: what a purge elsewhere may leave behind. */
  memoryFreshMs: 600_000,
  /** A purge reaches one data centre's cache only; the others have forgotten after this. */
  edgeSecondsMax: 86_400,
  /** Stored answers above this are streamed from R2 and not copied into the data centre's cache. */
  bufferedBytes: 2 * MEBI,
  /** Parsed addresses, in characters. */
  addressChars: 1_000_000,
} as const;

export const WORK_LIMITS = {
  /** Source bytes held by all requests of the isolate that are making a picture. */
  sourceBytesInFlight: 24 * MEBI,
  /** Requests of the isolate that may wait for room or for another one's answer. */
  waitingMax: 64,
  waitMs: 10_000,
  pollMs: 4,
  /** A request that was cancelled half-way gives its place back after this. */
  leaseMs: 20_000,
} as const;
