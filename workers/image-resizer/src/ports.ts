/** What the verbs and routes need from the outside world. */
import type { ImageFormat, ImageInfo } from "@edgemart/contracts/images";
import type { Failure, Result } from "@edgemart/contracts/result";
import type { Target } from "./core/address.ts";
import type { Answer, HeldAnswer, KeptAnswer } from "./core/answer.ts";
import type { CodecName } from "./core/codec-names.ts";
import type { Codecs } from "./core/codecs.ts";
import type { RememberedFailure } from "./core/failures.ts";
import type { AvifHeader, HeaderErrors } from "./core/header-types.ts";
import type { Leases } from "./core/leases.ts";
import type { PictureParams } from "./core/params.ts";
import type { Raster } from "./core/raster.ts";

/** The store of originals is unavailable: 503, while every picture a cache has is still served. */
export class Unavailable extends Error {
  override name = "Unavailable";
}

/** A source that has been found and not read yet. */
export interface OpenSource {
  /** Its length when that is known for certain or was declared. */
  bytes: number | null;
  /** What was stored with an original of this shop. */
  info: ImageInfo | null;
  /** Reads all of it: `image_too_large` as soon as it exceeds the limit, `image_origin_*` when it breaks off. */
  read(): Promise<Result<Uint8Array>>;
  discard(): Promise<void>;
}

/** This shop's own pictures, by SHA-256. */
export interface Originals {
  open(id: string): Promise<Result<OpenSource>>;
}

/** Where originals are put: only the media entry has it. */
export interface OriginalStore {
  /** Stores bytes under their SHA-256, `info.id`. @returns false when they were there already */
  put(info: ImageInfo & { id: string }, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

/** Pictures of allow-listed origins. */
export interface Origins {
  open(url: URL): Promise<Result<OpenSource>>;
}

/** A shared store of finished answers. */
export interface AnswerStore {
  get(key: string): Promise<Answer | null>;
  put(key: string, answer: Answer & { body: Uint8Array }, maxAgeSeconds: number): Promise<void>;
}

/** Deletes finished answers by their keys. */
export interface AnswerEraser {
  delete(keys: readonly string[]): Promise<void>;
}

/** The finished answers of one source. */
export interface DerivativeIndex extends AnswerEraser {
  /** Keys that begin with a prefix, page by page. */
  pages(prefix: string): AsyncIterable<string[]>;
}

/** Codecs that have to be instantiated before they run. */
export interface CodecPool extends Codecs {
  /** True when the named codecs can run now, without a wait in between. */
  isReady(names: CodecName[]): boolean;
  prepare(names: CodecName[]): Promise<void>;
}

/** AVIF, which another Worker reads and writes. */
export interface AvifCodec {
  /** @returns pixels · `image_unreadable` · `image_too_large`; throws Unavailable when the Worker cannot be reached */
  decode(bytes: Uint8Array, header: AvifHeader): Promise<Result<Raster, HeaderErrors>>;
  /** @returns null when it could not be made: the picture then comes as WebP */
  encode(rgba: Raster, quality: number): Promise<Uint8Array | null>;
}

/** Another service that makes what the codecs here cannot. */
export interface Overflow {
  /** @returns `image_unreadable` · `image_too_large` */
  render(
    bytes: Uint8Array,
    params: PictureParams,
    format: ImageFormat,
  ): Promise<Result<{ bytes: Uint8Array; type: string }>>;
}

/** What pictures are read, made and described with. */
export interface Tools {
  codecs: CodecPool;
  avif: AvifCodec;
  /** Null unless it is configured. */
  overflow: Overflow | null;
  /** Placeholder of at most 100×100 RGBA pixels, base64. */
  placeholderOf(rgba: Raster): string;
  sha256(data: Uint8Array): Promise<string>;
  /** Tells the operator what the caller must not know. */
  warn(event: string, fields: Record<string, string>): void;
}

/** What an isolate remembers: bounded, and not to be washed out by keys that come once. */
export interface Memory<V> {
  get(key: string): V | undefined;
  /** @param cost in the unit of its bound, the cost of the key included */
  set(key: string, value: V, cost: number): void;
  delete(key: string): void;
  /** Forgets every key of a kind, and names them. */
  deleteAll(isMeant: (key: string) => boolean): string[];
}

/** Room of an isolate, shared by its requests. */
export interface Places {
  /** Source bytes held by running jobs. */
  work: Leases;
  /** Requests that wait, each at cost 1. */
  queue: Leases;
}

/** An answer that is being made. Plain data in the isolate's memory: no request awaits another one's promise. */
export interface Flight {
  outcome: Result<HeldAnswer> | null;
  /** Epoch milliseconds after which the next request makes it. */
  expiresAt: number;
}

/** What an answer in the isolate's memory is found with. */
export interface RecallDeps {
  memory: Memory<KeptAnswer>;
  /** Targets of addresses seen before, so that a hit parses nothing. */
  targets: Memory<Target>;
}

/** What an address is read with. */
export interface AddressDeps {
  targets: Memory<Target>;
  /** Tells whether one of the shop's keys signed a text; null where addresses need no signature. */
  isSigned: ((text: string, signature: string) => Promise<boolean>) | null;
  tools: Tools;
}

/** What an answer is made with. */
export interface MakeDeps {
  originals: Originals;
  origins: Origins;
  places: Places;
  tools: Tools;
}

/** What an answer is found or made with. */
export interface ServeDeps extends MakeDeps {
  memory: Memory<KeptAnswer>;
  edge: AnswerStore;
  derivatives: AnswerStore;
  flights: Map<string, Flight>;
  /** What failed a short time ago, by `failureKey`. */
  failures: Memory<RememberedFailure>;
  /** Asked before anything is made: false when this client has made too many. */
  mayMake(): Promise<boolean>;
  /** Lets work go on after the answer. */
  later(work: Promise<unknown>): void;
}

/** The dependencies of the public door. */
export interface PictureDeps extends ServeDeps, AddressDeps {}

/** What an original is stored with. */
export interface StoreDeps {
  store: OriginalStore;
  /** The picture may have been asked for before it was there. */
  failures: Memory<RememberedFailure>;
  places: Places;
  tools: Tools;
  /** Asked when all bytes are here: an upload takes its time, and its sender may have lost the right meanwhile. */
  refusal(): Promise<Failure<"token_invalid" | "forbidden" | "temporarily_unavailable"> | null>;
  /** Reads a body up to a length. @returns `body_too_large` · `body_incomplete` · `request_timeout` */
  read(
    body: ReadableStream<Uint8Array> | null,
    bytesMax: number,
  ): Promise<
    Result<Uint8Array<ArrayBuffer>, "body_too_large" | "body_incomplete" | "request_timeout">
  >;
}

/** What the finished pictures of a source are forgotten with. */
export interface PurgeDeps {
  memory: Memory<KeptAnswer>;
  failures: Memory<RememberedFailure>;
  edge: AnswerEraser;
  derivatives: DerivativeIndex;
}

/** The dependencies of the gateway's door. */
export interface MediaDeps extends Omit<StoreDeps, "refusal">, PurgeDeps {
  /** Where the public knows this Worker. */
  publicOrigin: URL;
}
