import { describe, expect, test } from "vitest";
import { FINGERPRINTED_HEADERS, fingerprint, keyHash, recordId } from "./digest.ts";

const scope = { environment: "local", issuer: "i", memberId: "mem_a", rowPath: "/api/members" };
const allDifferent = async (ids: Promise<string>[]) => {
  const made = await Promise.all(ids);
  expect(new Set(made).size).toBe(made.length);
};

describe("gateway 6: scope", () => {
  test("two principals, environments, issuers or anonymous rows never share a record", () =>
    allDifferent([
      recordId(scope, "k"),
      recordId({ ...scope, memberId: "mem_b" }, "k"),
      recordId({ ...scope, environment: "staging" }, "k"),
      recordId({ ...scope, issuer: "j" }, "k"),
      recordId({ ...scope, memberId: null }, "k"),
      recordId({ ...scope, memberId: null, rowPath: "/api/home" }, "k"),
      recordId(scope, "l"),
    ]));

  test("parts cannot run into each other", () =>
    allDifferent([
      recordId({ ...scope, issuer: "a", memberId: "bc" }, "k"),
      recordId({ ...scope, issuer: "ab", memberId: "c" }, "k"),
      recordId({ ...scope, issuer: "a", memberId: "bc1:k" }, ""),
    ]));

  test("a member's record is the same on every row, so a key reused elsewhere is found", async () => {
    const elsewhere = recordId({ ...scope, rowPath: "/api/home" }, "k");
    expect(await elsewhere).toBe(await recordId(scope, "k"));
  });
});

describe("gateway 8: fingerprint", () => {
  const body = (text: string) => new TextEncoder().encode(text);
  const request = {
    method: "POST",
    path: "/api/members",
    query: "?a=1",
    headers: new Headers({ "content-type": "application/json" }),
    body: body('{"amount":9007199254740993}'),
    role: "member",
  };
  const typed = (value: string) =>
    fingerprint({ ...request, headers: new Headers({ "content-type": value }) });

  test("method, path, query, type, role and every byte of the body count", () =>
    allDifferent([
      fingerprint(request),
      fingerprint({ ...request, method: "PATCH" }),
      fingerprint({ ...request, path: "/api/members/" }),
      fingerprint({ ...request, query: "?a=2" }),
      fingerprint({ ...request, query: "" }),
      typed("text/plain"),
      fingerprint({ ...request, body: body('{"amount":9007199254740992}') }),
      fingerprint({ ...request, body: body('{"amount": 9007199254740993}') }),
      fingerprint({ ...request, body: new Uint8Array() }),
      fingerprint({ ...request, role: "admin" }),
      fingerprint({ ...request, role: "" }),
    ]));

  test.each(FINGERPRINTED_HEADERS)("the header %s counts", async (name) => {
    const headers = new Headers(request.headers);
    headers.set(name, "x");
    expect(await fingerprint({ ...request, headers })).not.toBe(await fingerprint(request));
  });

  test("parameters and case of the media type do not", async () => {
    expect(await typed("Application/JSON; charset=utf-8")).toBe(await typed("application/json"));
  });

  test("no media type is one of its own, and spaces around one say nothing", async () => {
    const none = fingerprint({ ...request, headers: new Headers() });
    expect(await none).not.toBe(await typed("application/json"));
    expect(await none).toBe(await typed(" ; charset=utf-8"));
    expect(await typed("application/json ;charset=utf-8")).toBe(await typed("application/json"));
  });

  test("a record keeps its name: keys that were used before a deployment are found after it", async () => {
    expect(await recordId(scope, "k")).toBe("rlktH7fsBsy0RpdUukN9AanNzFOR3Xo3g9qycsQxigk");
  });

  test("other headers do not: a retry has another request id, trace and token", async () => {
    const headers = new Headers(request.headers);
    for (const name of ["authorization", "x-request-id", "traceparent", "user-agent"]) {
      headers.set(name, "x");
    }
    expect(await fingerprint({ ...request, headers })).toBe(await fingerprint(request));
  });
});

describe("gateway 3: logs", () => {
  test("a key is named by 8 hex digits of its SHA-256", async () => {
    expect(await keyHash("abc")).toBe("ba7816bf");
    // The digests of these begin with a zero.
    expect(await keyHash("key-3")).toMatch(/^[0-9a-f]{8}$/);
    const many = await Promise.all(Array.from({ length: 64 }, (_, at) => keyHash(`k${at}`)));
    expect(many.filter((hash) => !/^[0-9a-f]{8}$/.test(hash))).toEqual([]);
    expect(many.some((hash) => hash.startsWith("0"))).toBe(true);
  });
});
