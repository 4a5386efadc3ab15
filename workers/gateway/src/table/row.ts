/** What a row of the table says: which requests it takes, where they go, and under which policy. */
import type { AddressLimit } from "./limits.ts";

export type Access = "public" | "optional" | "member" | "admin";
export type Binding = "AUTH" | "BFF" | "MEMBER" | "CATALOG" | "IMAGES";

/** What an Idempotency-Key does on a row. */
export interface IdempotencyPolicy {
  /** `off` ignores the key; `forward` checks it and hands it on, storing nothing. */
  use: "off" | "forward" | "optional" | "required";
  /** `retry` runs an operation of unknown outcome again with its attempt number; `once` never does. */
  mode: "retry" | "once";
  /** Seconds an answer is replayed; null on rows that read, where it is `IDEMPOTENCY_TTL_SECONDS`. */
  ttlSeconds: number | null;
  /** Methods that honour the key; others ignore it. */
  methods: readonly string[];
  /** Headers of the answer that a replay has besides the common ones; lower case. */
  headers?: readonly string[];
}

/** How long an answer for everybody is kept in front of its Worker; the Worker's own `Cache-Control` can only shorten it. */
export interface CachePolicy {
  /** Seconds without asking the Worker. */
  freshSeconds: number;
  /** Seconds more in which the old answer is given while a new one is fetched behind it. */
  staleSeconds: number;
  /** Seconds more in which the old answer is better than an error. */
  staleIfErrorSeconds: number;
  /** What makes it void: a write of the catalogue begins a new generation. */
  generation: "catalog";
}

export interface Row {
  /** Matches the path itself and everything below it. */
  prefix: string;
  /** Matches the path alone and owns it, whatever is said of what lies below. */
  exact?: true;
  methods: readonly string[];
  to: Binding;
  access: Access;
  idempotency: IdempotencyPolicy;
  /** Its 2xx may set a cookie, which a replay never repeats: so such a row keeps no key. */
  cookies?: true;
  /** Requests of one address in a while, counted by the platform; null: none. */
  limit: AddressLimit | null;
  /**
   * New keys of one caller in a minute, on all rows together, counted in the claim; null where nothing is stored. A
   * write above it is 429, a read is answered without its key: each key takes the store's memory, a write's for a month.
   */
  keyedPerMinuteMax: number | null;
  /** Null: every request reaches the Worker. */
  cache: CachePolicy | null;
  /** Largest request body, in bytes. */
  bodyBytesMax: number;
  /** The body goes through without being held: counted as it passes, and only after the caller's rights are known. */
  bodyStreams?: true;
  /** Milliseconds in which the whole body must have arrived. @default `BODY_MS` */
  bodyMs?: number;
  /** Longest wait for the Worker behind, in milliseconds. */
  timeoutMs: number;
}
