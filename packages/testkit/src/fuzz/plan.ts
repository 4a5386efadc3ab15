/** A plan of fuzzed requests: which operation, and what is wrong with its call. Made from a seed alone. */
import fc from "fast-check";
import { addressText, headerText, json } from "./junk.ts";

/** One change of a valid call. */
export type Mutation =
  | { kind: "field"; at: number; how: "replace" | "remove" | "add" | "repeat"; value: unknown }
  | { kind: "body"; value: string }
  | { kind: "bytes"; value: Uint8Array }
  | { kind: "cut"; part: number }
  | { kind: "grow" }
  | { kind: "type"; value: string | null; encoding: string | null }
  | { kind: "query"; at: number; how: "replace" | "repeat" | "add"; value: string }
  | { kind: "param"; at: number; value: string }
  | { kind: "header"; name: string; values: string[] }
  | { kind: "method"; value: string }
  | { kind: "raw"; value: string };

export interface Plan {
  /** Which operation, modulo their number. */
  operation: number;
  /** Empty: the valid call. */
  mutations: Mutation[];
}

const HEADERS = [
  "If-Match",
  "If-None-Match",
  "Idempotency-Key",
  "X-Idempotency-Key",
  "Authorization",
  "Accept",
  "Accept-Language",
  "Range",
  "Origin",
  "Cookie",
  "Traceparent",
  "X-Request-Id",
  "X-Deadline",
  "X-Catalog-Generation",
  "X-HTTP-Method-Override",
  "CF-Connecting-IP",
  "Content-Language",
  "If-Modified-Since",
  "User-Agent",
];
const HEADER_VALUES = [
  "*",
  'W/"1"',
  '"1", "2"',
  '"0"',
  '"999999999999"',
  '"key";a=1',
  "Bearer",
  "Bearer x",
  "Basic eDp5",
  "bytes=0-1",
  "bytes=-1,0-",
  "-1",
  "9e99",
  "00-00000000000000000000000000000000-0000000000000000-00",
];
const METHODS = [
  "OPTIONS",
  "HEAD",
  "QUERY",
  "PROPFIND",
  "TRACE",
  "LOCK",
  "PUT",
  "PATCH",
  "DELETE",
  "POST",
  "get",
];
const TYPES = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json; charset=latin1",
  "application/json;",
  "APPLICATION/JSON; charset=UTF-8",
  "application/merge-patch+json",
  "application/json, application/json",
  "",
  "image/svg+xml",
];
const BODIES = [
  "",
  "{",
  "[]",
  "null",
  '"a"',
  "{}",
  '{"a":1,"a":2}',
  '{"__proto__":{"role":"admin"}}',
  "\ufeff{}",
  "NaN",
  "{'a':1}",
  '{"a":1}}',
];

/** Requests that no HTTP library sends. `HOST` and `TARGET` are filled in. */
const RAW = [
  "GET TARGET HTTP/1.1\r\n\r\n",
  "GET TARGET HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
  "GET TARGET HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
  "GET TARGET HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n",
  "GET TARGET HTTP/1.1\r\nHost: ::::\r\nConnection: close\r\n\r\n",
  "GET TARGET HTTP/9.9\r\nHost: HOST\r\n\r\n",
  "GET TARGET\r\n\r\n",
  "GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
  "GET  TARGET HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
  "GET TARGET HTTP/1.1\r\nHost: HOST\r\nBad Header: x\r\nConnection: close\r\n\r\n",
  "GET TARGET HTTP/1.1\r\nHost: HOST\r\nX: a\r\n b\r\nConnection: close\r\n\r\n",
  "POST TARGET HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
  "POST TARGET HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 10\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
  "POST TARGET HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: -1\r\nConnection: close\r\n\r\n{}",
  "POST TARGET HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
  "\0\x01\x02\xff\xfe\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
];

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("field" as const),
      at: fc.nat(40),
      how: fc.constantFrom("replace", "replace", "replace", "remove", "add", "repeat"),
      value: json,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...BODIES).map((value) => ({ kind: "body" as const, value })),
  },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 64 }).map((value) => ({ kind: "bytes" as const, value })),
  },
  { weight: 1, arbitrary: fc.nat(99).map((part) => ({ kind: "cut" as const, part })) },
  { weight: 1, arbitrary: fc.constant({ kind: "grow" as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("type" as const),
      value: fc.constantFrom(...TYPES, null),
      encoding: fc.constantFrom(null, null, null, "gzip", "identity", "br, gzip"),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("query" as const),
      at: fc.nat(12),
      how: fc.constantFrom("replace", "replace", "repeat", "add"),
      value: addressText,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("param" as const),
      at: fc.nat(2),
      value: addressText,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("header" as const),
      name: fc.constantFrom(...HEADERS),
      values: fc.array(fc.oneof(headerText, fc.constantFrom(...HEADER_VALUES)), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...METHODS).map((value) => ({ kind: "method" as const, value })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...RAW).map((value) => ({ kind: "raw" as const, value })),
  },
);

const plan: fc.Arbitrary<Plan> = fc.record({
  operation: fc.nat(10_000),
  mutations: fc.array(mutation, { maxLength: 3 }),
});

/** Gives the requests of a seed, always the same ones. */
export function plansOf(seed: number, count: number): Plan[] {
  return fc.sample(plan, { seed, numRuns: count });
}
