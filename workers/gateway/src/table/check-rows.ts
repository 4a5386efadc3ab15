/** Refuses a table that contradicts itself: a wrong row stops the gateway at its start, not a request at the checkout. Pure. */
import { z } from "zod";
import { isCanonicalPath } from "./canonical-path.ts";
import { ADDRESS_LIMITS, type AddressLimit, BODY_MS } from "./limits.ts";
import { NEVER_STORED } from "./never-stored.ts";
import { shapeOf } from "./path-shape.ts";
import type { Row } from "./row.ts";
import { BINDINGS } from "./workers.ts";

const SAFE = ["GET", "HEAD"];
/** Largest body that is fingerprinted under a key. @see gateway spec 23 */
const KEYED_BODY_BYTES_MAX = 1024 * 1024;
/** `waitUntil` lasts 30 s: the deadline of an upstream and the completion must fit. @see gateway spec 14 */
const TIMEOUT_MS_MAX = 20_000;
const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;
const MONTH_SECONDS = 30 * DAY_SECONDS;
/** Addresses the gateway answers itself, and those that must not exist outside. */
const OWN =
  /^\/($|health$|docs(\/|$)|openapi\.json$|metrics$|errors(\/|$)|\.well-known(\/|$)|api\/idempotency(\/|$)|internal(\/|$)|__)/;

const Method = z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
const RowShape = z.strictObject({
  path: z.string(),
  methods: z.array(Method).min(1),
  to: z.enum(BINDINGS),
  access: z.enum(["public", "optional", "member", "admin"]),
  idempotency: z.strictObject({
    use: z.enum(["off", "forward", "optional", "required"]),
    mode: z.enum(["retry", "once"]),
    ttlSeconds: z.int().min(MINUTE_SECONDS).max(MONTH_SECONDS).nullable(),
    methods: z.array(Method),
    headers: z.array(z.string().regex(/^[a-z0-9-]+$/)).optional(),
  }),
  cookies: z.literal(true).optional(),
  limit: z.enum(Object.keys(ADDRESS_LIMITS) as [AddressLimit]).nullable(),
  keyedPerMinuteMax: z.int().min(1).nullable(),
  cache: z
    .strictObject({
      freshSeconds: z.int().min(1).max(DAY_SECONDS),
      staleSeconds: z.int().min(0).max(DAY_SECONDS),
      staleIfErrorSeconds: z
        .int()
        .min(0)
        .max(7 * DAY_SECONDS),
      generation: z.enum(["catalog"]),
    })
    .nullable(),
  bodyBytesMax: z
    .int()
    .min(0)
    .max(32 * KEYED_BODY_BYTES_MAX),
  bodyStreams: z.literal(true).optional(),
  bodyMs: z.int().min(1).max(15_000).optional(),
  timeoutMs: z.int().min(1).max(TIMEOUT_MS_MAX),
  query: z.instanceof(z.ZodObject).nullable(),
});

/** What must hold of one row: a sentence for the breach, and how to tell. Exported for the test that breaks each. */
export const LAWS: [breach: string, broken: (row: Row) => boolean][] = [
  [
    "path is not a canonical path",
    ({ path }) => !isCanonicalPath(shapeOf(path).replaceAll("{}", "x")),
  ],
  ["path is an address of the gateway's own or an internal one", ({ path }) => OWN.test(path)],
  ["methods repeats one", ({ methods }) => new Set(methods).size < methods.length],
  [
    "GET and HEAD come together or not at all",
    ({ methods }) => methods.includes("GET") !== methods.includes("HEAD"),
  ],
  ["a row that only reads takes no body", (row) => reads(row.methods) && row.bodyBytesMax > 0],
  [
    "tokens are not verified in front of AUTH, so access must be public",
    ({ to, access }) => to === "AUTH" && access !== "public",
  ],
  [
    "answers of AUTH hold tokens and are never stored",
    ({ to, idempotency: { use } }) => to === "AUTH" && use !== "off" && use !== "forward",
  ],
  [
    "a row whose answers set cookies has idempotency off: a replay would lack the cookie",
    ({ cookies, idempotency: { use } }) => cookies === true && use !== "off",
  ],
  [
    "idempotency.headers names one that is never stored",
    ({ idempotency: { headers = [] } }) => headers.some((name) => NEVER_STORED.test(name)),
  ],
  [
    "a row whose answers set cookies is not cached",
    ({ cookies, cache }) => cookies === true && cache !== null,
  ],
  [
    "idempotency.methods are not all among methods",
    ({ methods, idempotency }) => idempotency.methods.some((method) => !methods.includes(method)),
  ],
  [
    "idempotency.methods must be empty when it is off, and only then",
    ({ idempotency: { use, methods } }) => (use === "off") !== (methods.length === 0),
  ],
  [
    "idempotency.methods mixes reads and writes",
    ({ idempotency: { methods } }) => methods.includes("GET") && !reads(methods),
  ],
  ["a HEAD has no answer to replay", ({ idempotency }) => idempotency.methods.includes("HEAD")],
  [
    "idempotency.ttlSeconds belongs to stored answers of writes, and only to those",
    ({ idempotency: { use, methods, ttlSeconds } }) =>
      (ttlSeconds !== null) !== (stores(use) && !reads(methods)),
  ],
  [
    "a read is neither once nor required",
    ({ idempotency: { use, mode, methods } }) =>
      methods.includes("GET") && (mode === "once" || use === "required"),
  ],
  [
    "mode once needs a row that stores answers",
    ({ idempotency: { use, mode } }) => mode === "once" && !stores(use),
  ],
  [
    "keyedPerMinuteMax belongs to every row that stores answers, and only to those",
    ({ idempotency: { use }, keyedPerMinuteMax }) => (keyedPerMinuteMax !== null) !== stores(use),
  ],
  [
    "a cached row reads, and its answer does not depend on a member alone",
    ({ methods, access, cache }) =>
      cache !== null && !(reads(methods) && (access === "public" || access === "optional")),
  ],
  [
    `a keyed body is at most ${KEYED_BODY_BYTES_MAX} bytes`,
    ({ idempotency: { use }, bodyBytesMax }) => stores(use) && bodyBytesMax > KEYED_BODY_BYTES_MAX,
  ],
  [
    "a body that streams has less time than the answer it is part of",
    ({ bodyStreams, bodyMs = BODY_MS, timeoutMs }) => bodyStreams === true && bodyMs >= timeoutMs,
  ],
  [
    "a body that streams cannot be fingerprinted or sent twice",
    ({ bodyStreams, idempotency: { use } }) => bodyStreams === true && use !== "off",
  ],
];

function reads(methods: readonly string[]): boolean {
  return methods.every((method) => SAFE.includes(method));
}

function stores(use: string): boolean {
  return use === "optional" || use === "required";
}

/** Lists what is wrong with a table, each entry naming the row. */
export function rowBreaches(rows: readonly Row[]): string[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const name = `row ${index + 1} (${row.path} ${[row.methods].flat().join(",")})`;
    const shape = RowShape.safeParse(row);
    if (!shape.success) {
      return shape.error.issues.map((issue) => `${name}: ${issue.path.join(".")} ${issue.message}`);
    }
    const place = shapeOf(row.path);
    const taken = row.methods.filter((method) => seen.has(`${method} ${place}`));
    for (const method of row.methods) seen.add(`${method} ${place}`);
    return [
      ...LAWS.filter(([, broken]) => broken(row)).map(([breach]) => `${name}: ${breach}`),
      ...taken.map((method) => `${name}: an earlier row takes ${method} of this path`),
    ];
  });
}

/** Gives the table back. @throws with every breach when it contradicts itself */
export function checkRows(rows: readonly Row[]): readonly Row[] {
  const breaches = rowBreaches(rows);
  if (breaches.length > 0) throw new Error(`the route table is wrong: ${breaches.join("; ")}`);
  return rows;
}
