/** `POST /api/members` against a real PostgreSQL. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Office, openOffice } from "./office.ts";

let office: Office;
let admin: string;
beforeAll(async () => {
  office = await openOffice();
  admin = office.admin;
}, 30_000);
afterAll(() => office?.close());
beforeEach(() => office.empty());
const ask: Office["ask"] = (...question) => office.ask(...question);
const post: Office["post"] = (...question) => office.post(...question);
const count: Office["count"] = (table) => office.count(table);

describe("member API: create", () => {
  test("a created member is answered with 201, its address and its version as ETag", async () => {
    const made = await post({ email: "Mina@Example.com", name: "김미나" });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      email: "Mina@Example.com",
      name: "김미나",
      role: "member",
      status: "active",
      emailVerified: false,
      locale: "ko",
      version: 1,
    });
    expect(made.headers.get("location")).toBe(`/api/members/${made.body.id}`);
    expect(made.headers.get("etag")).toBe('"1"');
    expect(made.headers.get("cache-control")).toBe("no-store");
    expect(await count("member_credential")).toBe(0);
  });

  test("a repeated key answers the same 201 and makes nothing", async () => {
    const headers = { "idempotency-key": "key-1" };
    const first = await post({ email: "a@example.com", name: "A" }, headers);
    const again = await post(
      { email: "a@example.com", name: "A" },
      { "x-idempotency-key": "key-1" },
    );
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(await count("member")).toBe(1);
  });

  test("auth attack 92: a key with another body is 422 idempotency_key_reused", async () => {
    const headers = { "idempotency-key": "key-1" };
    await post({ email: "a@example.com", name: "A" }, headers);
    const other = await post({ email: "b@example.com", name: "A" }, headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
    expect(await count("member")).toBe(1);
  });

  test("30 parallel POSTs of one key make one member and all answer it", async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        post({ email: "race@example.com", name: "R" }, { "idempotency-key": "race" }),
      ),
    );
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((each) => each.body.id)).size).toBe(1);
    expect([await count("member"), await count("keyed_effect")]).toEqual([1, 1]);
  });

  test("one key of two administrators is two keys", async () => {
    const second = (await post({ email: "second@example.com", name: "Second" })).body.id;
    await office.database.query("update member.member set role = 'admin' where id = $1", [second]);
    const other = await office.signer.sign(second, "admin");
    const headers = { "idempotency-key": "same" };
    await post({ email: "a@example.com", name: "A" }, headers);
    expect((await post({ email: "b@example.com", name: "B" }, headers, other)).status).toBe(201);
  });

  test("a refused creation does not use its key up", async () => {
    await post({ email: "a@example.com", name: "A" });
    const headers = { "idempotency-key": "key-2" };
    const refused = await post({ email: "A@example.COM", name: "A" }, headers);
    expect([refused.status, refused.body.code]).toEqual([409, "email_taken"]);
    expect(await count("keyed_effect")).toBe(0);
    expect((await post({ email: "c@example.com", name: "C" }, headers)).status).toBe(201);
  });

  test("a deleted member frees its e-mail", async () => {
    const { body } = await post({ email: "a@example.com", name: "A" });
    await office.database.query("update member.member set deleted_at = now() where id = $1", [
      body.id,
    ]);
    expect((await post({ email: "a@example.com", name: "A" })).status).toBe(201);
    expect((await ask(`/api/members/${body.id}`, admin)).status).toBe(404);
  });

  test.each([
    [{ "idempotency-key": "a b" }, "idempotency_key_malformed"],
    [{ "idempotency-key": "k".repeat(256) }, "idempotency_key_malformed"],
    [{ "idempotency-key": "a,b" }, "idempotency_key_ambiguous"],
    [{ "idempotency-key": "a", "x-idempotency-key": "b" }, "idempotency_key_ambiguous"],
  ])("the key %j is 400 %s", async (headers, code) => {
    const { status, body } = await post({ email: "a@example.com", name: "A" }, headers);
    expect([status, body.code]).toEqual([400, code]);
    expect(await count("member")).toBe(0);
  });

  test.each([
    ["auth attack 55: role", { email: "a@example.com", name: "A", role: "admin" }, 422],
    ["auth attack 55: id", { email: "a@example.com", name: "A", id: newId("member") }, 422],
    ["auth attack 49: email as object", { email: { $gt: "" }, name: "A" }, 422],
    ["auth attack 48: SQL as email", { email: "' OR 1=1--@example.com", name: "A" }, 422],
    ["auth attack 56: line break in name", { email: "a@example.com", name: "A\r\nBcc: x" }, 422],
    [
      "auth attack 50: __proto__",
      '{"__proto__":{"role":"admin"},"email":"a@example.com","name":"A"}',
      400,
    ],
    ["auth attack 51: deep nesting", "[".repeat(9000), 400],
    ["auth 3: a body above 16 KiB", `{"name":"${"x".repeat(17_000)}"}`, 413],
  ])("%s is refused and nothing is written", async (_what, body, status) => {
    expect((await post(body)).status).toBe(status);
    expect(await count("member")).toBe(0);
  });
});
