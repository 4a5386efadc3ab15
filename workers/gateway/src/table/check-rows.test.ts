import { describe, expect, test } from "vitest";
import { z } from "zod";
import { OPERATIONS } from "../own/operations.ts";
import { checkRows, LAWS, rowBreaches } from "./check-rows.ts";
import { findRow } from "./find-row.ts";
import type { Row } from "./row.ts";
import { LAYOUT, ROWS } from "./rows.ts";

const READ = ["GET", "HEAD"];
const off = { use: "off", mode: "retry", ttlSeconds: null, methods: [] } as const;
const keyed = { use: "optional", mode: "retry", ttlSeconds: 86_400, methods: ["POST"] } as const;
const row: Row = {
  path: "/api/things",
  methods: ["POST"],
  to: "MEMBER",
  access: "member",
  idempotency: keyed,
  limit: null,
  keyedPerMinuteMax: 10,
  cache: null,
  bodyBytesMax: 1024,
  timeoutMs: 5_000,
  query: null,
};
const reading: Row = {
  ...row,
  methods: READ,
  idempotency: off,
  keyedPerMinuteMax: null,
  bodyBytesMax: 0,
};
const cache = {
  freshSeconds: 60,
  staleSeconds: 60,
  staleIfErrorSeconds: 60,
  generation: "catalog",
} as const;
const withKey = (change: Partial<Row["idempotency"]>): Row => ({
  ...row,
  idempotency: { ...keyed, ...change },
});

/** A name, a row that is wrong, and a word of what is said of it. */
const WRONG: [name: string, row: Row, word: string][] = [
  ["an unknown field", { ...row, colour: 60 } as Row, "colour"],
  [
    "an unknown field of the key's policy",
    withKey({ scope: "global" } as Partial<Row["idempotency"]>),
    "scope",
  ],
  [
    "an unknown field of the cache",
    { ...reading, access: "public", cache: { ...cache, tags: [] } as Row["cache"] },
    "tags",
  ],
  ["an unknown use of the key", withKey({ use: "on" as "optional" }), "use"],
  ["an unknown mode", withKey({ mode: "twice" as "once" }), "mode"],
  ["an unknown access", { ...row, access: "guest" as "public" }, "access"],
  [
    "a header that is never stored (22)",
    withKey({ headers: ["x-made", "set-cookie"] }),
    "never stored",
  ],
  ["a header in capitals", withKey({ headers: ["X-Made"] }), "headers"],
  ["a cookie under a key (22)", { ...row, cookies: true }, "set cookies"],
  [
    "a cookie under a key that is handed on (22)",
    {
      ...row,
      access: "public",
      cookies: true,
      idempotency: { ...keyed, use: "forward", ttlSeconds: null },
      keyedPerMinuteMax: null,
    },
    "set cookies",
  ],
  ["a cookie that is cached", { ...reading, access: "public", cache, cookies: true }, "cached"],
  ["no counted keys at all", { ...row, keyedPerMinuteMax: 0 }, "keyedPerMinuteMax"],
  [
    "a body over 32 MiB",
    { ...row, idempotency: off, keyedPerMinuteMax: null, bodyBytesMax: 2 ** 25 + 1 },
    "bodyBytesMax",
  ],
  ["a GET by name that it does not take", withKey({ methods: ["GET"] }), "among methods"],
  [
    "a replayed HEAD",
    { ...reading, idempotency: { ...keyed, methods: ["GET", "HEAD"], ttlSeconds: null } },
    "HEAD has no answer",
  ],
  [
    "a read that needs a key",
    {
      ...reading,
      idempotency: { ...keyed, methods: ["GET"], ttlSeconds: null, use: "required" },
    },
    "neither once",
  ],
  [
    "forwarded and once",
    {
      ...row,
      idempotency: { ...keyed, use: "forward", mode: "once", ttlSeconds: null },
      keyedPerMinuteMax: null,
    },
    "mode once",
  ],
  [
    "forwarded with a life",
    { ...row, idempotency: { ...keyed, use: "forward" }, keyedPerMinuteMax: null },
    "ttlSeconds",
  ],
  ["a limit nobody counts", { ...row, limit: "NO_LIMIT" } as unknown as Row, "limit"],
  ["counted keys where none is stored", { ...reading, keyedPerMinuteMax: 1 }, "keyedPerMinuteMax"],
  ["stored answers that nobody counts", { ...row, keyedPerMinuteMax: null }, "keyedPerMinuteMax"],
  ["a cached write", { ...row, access: "public", cache }, "cached row"],
  ["a cached answer of members", { ...reading, cache }, "cached row"],
  [
    "a cache without a life",
    { ...reading, access: "public", cache: { ...cache, freshSeconds: 0 } },
    "cache",
  ],
  ["a missing field", { ...row, access: undefined } as unknown as Row, "access"],
  ["an unknown binding", { ...row, to: "TREASURY" } as unknown as Row, "to"],
  [
    "an address with a second spelling of its parameter",
    { ...row, path: "/api/things/{id}/" },
    "canonical",
  ],
  ["an unknown method", { ...row, methods: ["POST", "get"] }, "methods"],
  ["no method", { ...row, methods: [] }, "methods"],
  ["a method twice", { ...row, methods: ["POST", "POST"] }, "repeats"],
  ["a second spelling", { ...row, path: "/api/things/" }, "canonical"],
  ["an address of the gateway", { ...row, path: "/health" }, "own"],
  ["an internal address", { ...row, path: "/internal/x" }, "internal"],
  ["the whole site", { ...row, path: "/" }, "own"],
  ["GET without HEAD", { ...reading, methods: ["GET"] }, "HEAD"],
  ["a body on a read", { ...reading, bodyBytesMax: 1 }, "no body"],
  ["rights in front of auth", { ...reading, to: "AUTH" }, "public"],
  ["stored tokens", { ...row, to: "AUTH", access: "public" }, "never stored"],
  ["a keyed body that streams", { ...row, bodyStreams: true }, "cannot be fingerprinted"],
  ["a keyed method it does not take", withKey({ methods: ["PUT"] }), "among methods"],
  ["off with methods", withKey({ use: "off", ttlSeconds: null }), "must be empty"],
  ["on without methods", withKey({ methods: [] }), "must be empty"],
  ["a write without a life", withKey({ ttlSeconds: null }), "ttlSeconds"],
  ["a life under a minute", withKey({ ttlSeconds: 59 }), "ttlSeconds"],
  ["a life over 30 days", withKey({ ttlSeconds: 31 * 86_400 }), "ttlSeconds"],
  [
    "a read with a life of its own",
    { ...reading, idempotency: { ...keyed, methods: ["GET"] } },
    "ttlSeconds",
  ],
  [
    "a read that runs once",
    { ...reading, idempotency: { ...keyed, methods: ["GET"], ttlSeconds: null, mode: "once" } },
    "neither once",
  ],
  [
    "reads and writes in one policy",
    {
      ...row,
      methods: [...READ, "POST"],
      idempotency: { ...keyed, methods: ["GET", "POST"], ttlSeconds: null },
    },
    "mixes",
  ],
  ["once where nothing is stored", { ...row, idempotency: { ...off, mode: "once" } }, "once"],
  ["a keyed body over 1 MiB", { ...row, bodyBytesMax: 2 ** 20 + 1 }, "keyed body"],
  ["a deadline that outlives waitUntil", { ...row, timeoutMs: 20_001 }, "timeoutMs"],
];

describe("gateway 3, 5, 22, the table: a contradiction stops the gateway at its start", () => {
  test("the real table, and the rows the cases below start from, are right", () => {
    expect(rowBreaches(ROWS)).toEqual([]);
    expect(rowBreaches([row, reading])).toEqual([]);
    expect(checkRows([row])).toEqual([row]);
  });

  test.each(WRONG)("%s", (_name, wrong, word) => {
    const breaches = rowBreaches([wrong]);
    expect(breaches.join("; ")).toContain(word);
    expect(breaches[0]).toContain(`row 1 (${wrong.path}`);
    expect(() => checkRows([wrong])).toThrow(wrong.path);
  });

  test("every law is broken by a case above", () => {
    const said = WRONG.flatMap(([, wrong]) => rowBreaches([wrong])).join("\n");
    for (const [breach] of LAWS) expect(said).toContain(breach);
  });

  test("two rows that take one method of one path, whatever their parameters are called", () => {
    const [one, other] = ["/api/things/{id}", "/api/things/{name}"].map((path) => ({
      ...row,
      path,
    }));
    expect(
      rowBreaches([row, reading, one, row, other].filter((each) => each !== undefined)),
    ).toEqual([
      "row 4 (/api/things POST): an earlier row takes POST of this path",
      "row 5 (/api/things/{name} POST): an earlier row takes POST of this path",
    ]);
  });
});

describe("gateway 23: the table", () => {
  test.each(ROWS.filter(({ idempotency: { use } }) => use === "optional" || use === "required"))(
    "$path $methods takes at most 1 MiB under a key",
    ({ bodyBytesMax }) => expect(bodyBytesMax).toBeLessThanOrEqual(1024 * 1024),
  );
});

describe("gateway 14: the table", () => {
  test.each(ROWS.map((each) => [`${each.path} ${each.methods}`, each] as const))(
    "%s leaves time to complete within 30 s of a disconnect",
    (_name, each) => expect(each.timeoutMs).toBeLessThanOrEqual(20_000),
  );
});

describe("gateway 43, auth 24: the first shield stands before every password", () => {
  const bearing = OPERATIONS.filter(({ body }) =>
    Object.keys(body instanceof z.ZodObject ? body.shape : {}).some((name) =>
      /password/i.test(name),
    ),
  );

  test("login, registration, reauthentication, change and reset take one", () => {
    expect(bearing.map(({ path }) => path).filter((path) => path.startsWith("/api/auth/"))).toEqual(
      [
        "/api/auth/login",
        "/api/auth/register",
        "/api/auth/reauthenticate",
        "/api/auth/password/change",
        "/api/auth/password/reset",
        "/api/auth/email/confirm",
        "/api/auth/email/verify/confirm",
        "/api/auth/google/link",
        "/api/auth/claim",
        "/api/auth/register/confirm",
      ],
    );
  });

  test.each(bearing)("$method $path", ({ method, path }) => {
    const found = findRow(path.replaceAll(/\{\w+\}/g, "x"), method.toUpperCase(), LAYOUT);
    expect(found).toMatchObject({ row: { limit: "ENTRY_LIMIT" } });
  });

  test("refresh is not counted by address: auth counts it by session, behind the proof of its token", () => {
    expect(findRow("/api/auth/refresh", "POST", LAYOUT)).toMatchObject({
      row: { limit: null },
    });
  });
});

describe("gateway: nothing of auth is ever stored", () => {
  test.each(ROWS.filter((each) => each.to === "AUTH"))("$methods $path", ({ idempotency }) => {
    expect(["off", "forward"]).toContain(idempotency.use);
  });
});
