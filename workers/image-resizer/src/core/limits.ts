/** What one request may cost: bytes, pixels and memory, all checked before the work they bound. @see specs/images.md, security limits */
import { AVIF_DECODE_PIXELS_MAX, AVIF_ENCODE_PIXELS_MAX } from "@edgemart/contracts/avif";
import { IMAGE_BYTES_MAX } from "@edgemart/contracts/images";

const MEBI = 1024 * 1024;

/** Bounds of one picture. */
export const LIMITS = {
  /** Bytes of a source, counted while they arrive. */
  sourceBytesMax: IMAGE_BYTES_MAX,
  /** Characters of a source's address. */
  sourceUrlCharsMax: 2048,
  /** Characters of an address of ours: a source, every one of its signs escaped, and the parameters. */
  addressCharsMax: 8192,
  /** Baseline JPEG: 1/8 of the side costs 1/64 of the pixels. */
  jpegPixelsMax: 300_000_000,
  /** Progressive JPEG keeps every coefficient in memory whatever the scale: 24 megapixels at 4:2:0. */
  jpegCoefficientBytesMax: 72_000_000,
  /** Inflated rows of a PNG: all that is held of it, pixels are made row by row. */
  pngRawBytesMax: 64_000_000,
  /** Interlaced PNG costs its decoder 9 bytes a pixel (measured); a 4K frame fits. */
  pngInterlacedPixelsMax: 8_400_000,
  /** Lossy WebP costs 9 bytes a pixel with the copy its decoder makes (measured). */
  webpPixelsMax: 8_400_000,
  /** WebP without loss or with alpha costs 12 to 13 bytes a pixel (measured). */
  webpCostlyPixelsMax: 6_000_000,
  /** GIF costs 5 bytes a pixel: an index and a colour. */
  gifPixelsMax: 8_400_000,
  /** An animation that passes untouched. */
  gifPassBytesMax: 8 * MEBI,
  /** AVIF comes decoded through one RPC answer. */
  avifPixelsMax: AVIF_DECODE_PIXELS_MAX,
  /** Larger ones come as WebP. */
  avifMadePixelsMax: AVIF_ENCODE_PIXELS_MAX,
  avifMs: 15_000,
  overflowMs: 20_000,
  /** A colour profile; those of photographs have under 4 KB. */
  profileBytesMax: 1_000_000,
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

/** Bounds of reading a picture of another origin. */
export const ORIGIN_LIMITS = { redirectsMax: 3, timeoutMs: 7_000 } as const;

/** Bounds of what is kept. */
export const CACHE_LIMITS = {
  /** The isolate's own cache of answers. */
  memoryBytes: 8 * MEBI,
  memoryEntryBytes: 64 * 1024,
  memoryEntries: 2_000,
  /** Then the data centre's cache is asked again: what a purge elsewhere may leave behind. */
  memoryFreshMs: 600_000,
  /** A purge reaches one data centre's cache only; the others have forgotten after this. */
  edgeSecondsMax: 86_400,
  /** Stored answers above this are streamed from R2 and not copied into the data centre's cache. */
  bufferedBytes: 2 * MEBI,
  /** Parsed addresses, in characters and in all. */
  addressChars: 1_000_000,
  addresses: 4_000,
} as const;

/** Bounds of what one isolate does at once. */
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

/** How long failures are remembered. */
export const NEGATIVE_LIMITS = {
  /** A source that is missing, damaged or of a wrong kind. */
  sourceMs: 60_000,
  /** An origin in trouble may be well again soon. */
  originMs: 5_000,
  /** Failed sources an isolate remembers. */
  entries: 2_000,
  /** Window of MISS_LIMIT, which the binding does not tell. */
  limitSeconds: 60,
} as const;
