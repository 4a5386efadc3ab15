/** Who writes, on which version and under which key. */
import type { Identity } from "@edgemart/contracts/identity";
import type { Operation } from "@edgemart/contracts/operation";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { isKeyedWrite, readWrite } from "./write-terms.ts";

const operation = (terms: Partial<Operation>) =>
  // Only what the terms of a write are read from.
  ({ credential: "bearer", method: "post", ...terms }) as Operation;
const KEY = "0123456789abcdef0123456789abcdef";

/** Reads the terms of a request to `/api/things/1`. */
async function read(
  terms: Partial<Operation>,
  headers: Record<string, string>,
  { amr = ["pwd"], body = null as unknown, role = "member", method = "POST" } = {},
) {
  let found: ReturnType<typeof readWrite> | undefined;
  const app = new Hono<{ Variables: { identity: Identity; requestId: string } }>();
  app.all("*", (c) => {
    c.set("identity", { amr, memberId: "mem_1", role } as unknown as Identity);
    c.set("requestId", "request-1");
    found = readWrite(c, operation(terms), body);
    return c.body(null);
  });
  await app.request("/api/things/1?x=2", { method, headers });
  if (!found) throw new Error("the handler did not run");
  return found;
}
const value = async (...args: Parameters<typeof read>) => {
  const found = await read(...args);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};
const code = async (...args: Parameters<typeof read>) => {
  const found = await read(...args);
  return found.ok ? null : found.error.code;
};

describe("a member's write with a key or a version", () => {
  test.each<[boolean, Partial<Operation>]>([
    [true, { ifMatch: true }],
    [true, { idempotency: "optional" }],
    [true, { idempotency: "required", method: "delete" }],
    [false, {}],
    [false, { ifMatch: true, method: "get" }],
    [false, { idempotency: "optional", credential: "none" }],
    [false, { ifMatch: true, credential: "none" }],
  ])("%s: %j", (isOne, terms) => expect(isKeyedWrite(operation(terms))).toBe(isOne));
});

describe("the version a write is based on", () => {
  test("is read where the operation asks for it, and is any where it does not", async () => {
    const asked = { ifMatch: true } as const;
    expect((await value(asked, { "if-match": '"3"' })).match).toEqual([3]);
    expect((await value({}, { "if-match": '"3"' })).match).toBe("any");
    expect(await code(asked, {})).toBe("precondition_required");
    expect((await value({}, {})).match).toBe("any");
  });
});

describe("the key of a write", () => {
  test("belongs to its member, and names method, address and body", async () => {
    const headers = { "idempotency-key": KEY };
    const written = await value({ idempotency: "required" }, headers, { body: { name: "x" } });
    expect(written).toEqual({
      viewer: { memberId: "mem_1", seesAll: false },
      match: "any",
      key: { principal: "mem_1", key: KEY, input: '["POST","/api/things/1",{"name":"x"}]' },
      requestId: "request-1",
    });
    const other = await value({ idempotency: "required" }, headers, { method: "PUT" });
    expect(other.key?.input).toBe('["PUT","/api/things/1",null]');
  });

  test("is missed only where it is required", async () => {
    expect(await code({ idempotency: "required" }, {})).toBe("idempotency_key_missing");
    expect((await value({ idempotency: "optional" }, {})).key).toBeNull();
    expect((await value({}, {})).key).toBeNull();
  });

  test("is refused where it is none, before anything else is looked at", async () => {
    const headers = { "idempotency-key": "a,b" };
    expect(await code({ ifMatch: true }, headers)).toMatch(/^idempotency_key_/);
  });
});

test("identity 46: by a token that has proved a second factor administrators see all", async () => {
  const viewers = await Promise.all(
    [["pwd"], ["pwd", "otp"], ["hwk"]].map((amr) => value({}, {}, { role: "admin", amr })),
  );
  expect(viewers.map(({ viewer }) => viewer.seesAll)).toEqual([false, true, true]);
});
