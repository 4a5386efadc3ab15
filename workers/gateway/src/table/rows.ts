/** THE TABLE: every address of the public API, most specific first. Policy is data, so tests walk it. Longer than 250 lines: one table. */
import { IMAGE_BYTES_MAX } from "@edgemart/contracts/images";
import { checkRoutes } from "./check-rows.ts";
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

export interface Route {
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

const KIB = 1024;
const DAY_SECONDS = 86_400;
const READ = ["GET", "HEAD"] as const;

const off: IdempotencyPolicy = { use: "off", mode: "retry", ttlSeconds: null, methods: [] };
/** Answers of auth hold tokens: nothing of it is stored. Register hands the key on to the member's UNIQUE(principal, key). */
const forwardedKey: IdempotencyPolicy = {
  use: "forward",
  mode: "retry",
  ttlSeconds: null,
  methods: ["POST"],
};
const keyedWrites: IdempotencyPolicy = {
  use: "optional",
  mode: "retry",
  ttlSeconds: DAY_SECONDS,
  methods: ["POST", "PUT", "PATCH", "DELETE"],
};
/** What administrators write names its key always: catalog keeps it with its effect, so a repeat is safe however it ended. */
const keyNeeded: IdempotencyPolicy = { ...keyedWrites, use: "required" };
const keyedPosts: IdempotencyPolicy = { ...keyedWrites, methods: ["POST"] };
/** The source system replays a GET sent twice with one key, for a short time. */
const keyedReads: IdempotencyPolicy = {
  use: "optional",
  mode: "retry",
  ttlSeconds: null,
  methods: ["GET"],
};
/** Listings and products: a write begins a new generation, so a minute is what a forgotten one costs. */
const catalogue: CachePolicy = {
  freshSeconds: 60,
  staleSeconds: 300,
  staleIfErrorSeconds: 86_400,
  generation: "catalog",
};

export const ROUTES: readonly Route[] = checkRoutes([
  {
    prefix: "/api/auth/health",
    methods: READ,
    to: "AUTH",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 2_000,
  },
  {
    prefix: "/api/members/health",
    methods: READ,
    to: "MEMBER",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 2_000,
  },
  {
    prefix: "/api/auth/login",
    methods: ["POST"],
    to: "AUTH",
    access: "public",
    idempotency: forwardedKey,
    limit: "ENTRY_LIMIT",
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 16 * KIB,
    timeoutMs: 10_000,
  },
  {
    prefix: "/api/auth/register",
    methods: ["POST"],
    to: "AUTH",
    access: "public",
    idempotency: forwardedKey,
    limit: "ENTRY_LIMIT",
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 16 * KIB,
    timeoutMs: 10_000,
  },
  {
    prefix: "/api/auth/reauthenticate",
    methods: ["POST"],
    to: "AUTH",
    access: "public",
    idempotency: forwardedKey,
    limit: "ENTRY_LIMIT",
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 16 * KIB,
    timeoutMs: 10_000,
  },
  {
    prefix: "/api/auth/password",
    methods: ["POST"],
    to: "AUTH",
    access: "public",
    idempotency: forwardedKey,
    limit: "ENTRY_LIMIT",
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 16 * KIB,
    timeoutMs: 10_000,
  },
  {
    prefix: "/api/auth/sessions",
    methods: [...READ, "DELETE"],
    to: "AUTH",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/auth/audit",
    exact: true,
    methods: READ,
    to: "AUTH",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/auth",
    methods: ["POST"],
    to: "AUTH",
    access: "public",
    idempotency: forwardedKey,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 16 * KIB,
    timeoutMs: 10_000,
  },
  {
    prefix: "/api/members/me/cart",
    methods: [...READ, "PUT"],
    to: "MEMBER",
    access: "member",
    idempotency: { ...keyedWrites, methods: ["PUT"] },
    limit: null,
    keyedPerMinuteMax: 600,
    cache: null,
    bodyBytesMax: 16 * KIB,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/members/me",
    methods: READ,
    to: "MEMBER",
    access: "member",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/members",
    exact: true,
    methods: READ,
    to: "MEMBER",
    access: "member",
    idempotency: keyedReads,
    limit: null,
    keyedPerMinuteMax: 120,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/members",
    exact: true,
    methods: ["POST"],
    to: "MEMBER",
    access: "admin",
    idempotency: keyedPosts,
    limit: null,
    keyedPerMinuteMax: 600,
    cache: null,
    bodyBytesMax: 64 * KIB,
    timeoutMs: 10_000,
  },
  {
    prefix: "/api/members",
    methods: READ,
    to: "MEMBER",
    access: "member",
    idempotency: keyedReads,
    limit: null,
    keyedPerMinuteMax: 120,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/members",
    // Whose resource it is, and what only an administrator may do with it, member decides.
    methods: ["POST", "PUT", "PATCH", "DELETE"],
    to: "MEMBER",
    access: "member",
    idempotency: keyedWrites,
    limit: null,
    keyedPerMinuteMax: 120,
    cache: null,
    bodyBytesMax: 64 * KIB,
    timeoutMs: 10_000,
  },
  {
    prefix: "/api/home",
    methods: READ,
    to: "BFF",
    access: "optional",
    idempotency: keyedReads,
    limit: null,
    keyedPerMinuteMax: 120,
    cache: catalogue,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/screens/account",
    methods: READ,
    to: "BFF",
    access: "member",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/screens",
    methods: READ,
    to: "BFF",
    access: "optional",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: catalogue,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/products",
    methods: READ,
    to: "CATALOG",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: catalogue,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/product-feed",
    methods: READ,
    to: "CATALOG",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: catalogue,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/categories",
    methods: READ,
    to: "CATALOG",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: catalogue,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/search",
    methods: READ,
    to: "CATALOG",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: catalogue,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/media",
    exact: true,
    methods: ["POST"],
    to: "IMAGES",
    access: "admin",
    // The name of what is stored is its content: the same bytes twice are one object.
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: IMAGE_BYTES_MAX,
    bodyStreams: true,
    bodyMs: 15_000,
    timeoutMs: 20_000,
  },
  {
    prefix: "/api/media",
    methods: ["DELETE"],
    to: "IMAGES",
    access: "admin",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 20_000,
  },
  {
    prefix: "/api/admin/catalog",
    methods: READ,
    to: "CATALOG",
    access: "admin",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/admin/catalog",
    methods: ["POST", "PUT", "PATCH", "DELETE"],
    to: "CATALOG",
    access: "admin",
    idempotency: keyNeeded,
    limit: null,
    keyedPerMinuteMax: 600,
    cache: null,
    bodyBytesMax: 128 * KIB,
    timeoutMs: 10_000,
  },
  {
    // What a cart shows must be what is true now: nothing of it is kept.
    prefix: "/api/variants",
    methods: READ,
    to: "CATALOG",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: null,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
  {
    prefix: "/api/product-index",
    methods: READ,
    to: "CATALOG",
    access: "public",
    idempotency: off,
    limit: null,
    keyedPerMinuteMax: null,
    cache: catalogue,
    bodyBytesMax: 0,
    timeoutMs: 5_000,
  },
]);
