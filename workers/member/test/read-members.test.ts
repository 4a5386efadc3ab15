/** Reads, rights and paths of member against a real PostgreSQL. */

import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { app } from "../src/app.ts";
import { type Answer, type Office, openOffice } from "./office.ts";

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

describe("auth 66: the token itself decides", () => {
  test("without a token 401 token_missing; with a member's 403 on administrators' routes", async () => {
    expect((await ask("/api/members", null)).body.code).toBe("token_missing");
    const member = await office.signer.sign(newId("member"), "member");
    expect((await ask("/api/members", member)).body.code).toBe("forbidden");
    expect((await post({ email: "a@example.com", name: "A" }, {}, member)).body.code).toBe(
      "forbidden",
    );
    expect(await count("member")).toBe(0);
  });

  test("attack 74: a bare x-user-id opens nothing", async () => {
    const { body } = await post({ email: "a@example.com", name: "A" });
    const headers = { "x-user-id": body.id, "x-role": "admin" };
    expect((await ask("/api/members/me", null, { headers })).status).toBe(401);
  });

  test("a token of other keys is token_invalid, an old one token_expired", async () => {
    const stranger = await (await tokenSigner()).sign(office.adminId, "admin");
    expect((await ask("/api/members", stranger)).body.code).toBe("token_invalid");
    const past = Math.floor(Date.now() / 1000) - 200;
    const old = await office.signer.sign(office.adminId, "admin", {
      iat: past,
      nbf: past,
      exp: past + 100,
    });
    expect((await ask("/api/members", old)).body.code).toBe("token_expired");
  });
});

describe("auth 67: object checks", () => {
  test("a member reads itself by id and as me", async () => {
    const { body } = await post({ email: "a@example.com", name: "A" });
    const self = await office.signer.sign(body.id, "member");
    expect((await ask("/api/members/me", self)).body).toEqual(body);
    const byId = await ask(`/api/members/${body.id}`, self);
    expect(byId.body).toEqual(body);
    expect(byId.headers.get("etag")).toBe('"1"');
  });

  test("attack 78: a foreign id, a missing id and a malformed id answer alike with 404", async () => {
    const { body } = await post({ email: "a@example.com", name: "A" });
    const stranger = await office.signer.sign(newId("member"), "member");
    const answers = await Promise.all(
      [body.id, newId("member"), "mem_1", "' OR 1=1--", "%00"].map((id) =>
        ask(`/api/members/${encodeURIComponent(id)}`, stranger),
      ),
    );
    expect(answers.map((each) => [each.status, each.body.code])).toEqual(
      answers.map(() => [404, "not_found"]),
    );
  });

  test("an administrator reads anyone", async () => {
    const { body } = await post({ email: "a@example.com", name: "A" });
    expect((await ask(`/api/members/${body.id}`, admin)).body).toEqual(body);
  });
});

describe("member API: list", () => {
  async function insert(n: number): Promise<string[]> {
    const ids = Array.from({ length: n }, () => newId("member"));
    // Rows that share one millisecond are the hard case of a keyset.
    await office.database.query(
      `insert into member.member (id, email, email_norm, name, locale, role, created_at)
       select id, 'm' || i || '@example.com', 'm' || i || '@example.com', 'Name ' || i, 'ko',
              case when i % 10 = 0 then 'admin' else 'member' end,
              '2026-01-01Z'::timestamptz + (i / 7) * interval '1 ms'
         from unnest($1::text[]) with ordinality as t(id, i)`,
      [ids],
    );
    return ids;
  }

  test("keyset pages lose and repeat nothing while members are inserted", async () => {
    const before = await insert(100);
    const seen: string[] = [];
    let cursor: string | null = null;
    let more = 0;
    do {
      const query: string = cursor ? `&cursor=${cursor}` : "";
      const page: Answer = await ask(`/api/members?limit=7${query}`, admin);
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map((each: { id: string }) => each.id));
      cursor = page.body.nextCursor;
      more += 1;
      await post({ email: `new${more}@example.com`, name: "N" });
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...seen].sort()).toEqual([...before, office.adminId].sort());
  });

  test("the last full page has no next page", async () => {
    await insert(5); // and the administrator
    const page = await ask("/api/members?limit=6", admin);
    expect([page.body.items.length, page.body.nextCursor]).toEqual([6, null]);
  });

  test.each([
    ["email=M7@EXAMPLE.com", ["m7@example.com"]],
    ["q=m3@exa", ["m3@example.com"]],
    ["q=NAME%2012", ["m12@example.com"]],
    ["role=admin", ["m20@example.com", "m10@example.com", "office@example.com"]],
    ["status=disabled", []],
    ["q=%25", []],
    ["q=_", []],
    [`q=${encodeURIComponent("' OR 1=1--")}`, []],
    [`q=${encodeURIComponent("\\")}`, []],
  ])("?%s finds exactly %j", async (query, emails) => {
    await insert(20);
    const page = await ask(`/api/members?${query}`, admin);
    expect(page.status).toBe(200);
    expect(page.body.items.map((each: { email: string }) => each.email)).toEqual(emails);
    expect(await count("member")).toBe(20);
  });

  test.each([
    ["email", "nobody"],
    ["email", "' OR 1=1--"],
    ["q", "%00"],
    ["role", "owner"],
    ["status", "gone"],
    ["limit", "0"],
    ["limit", "101"],
    ["cursor", "bm9wZQ"],
    ["cursor", "W10"],
    ["cursor", "a"],
  ])("?%s=%s is 400 invalid_query naming it", async (key, value) => {
    const page = await ask(`/api/members?${key}=${value}`, admin);
    expect([page.status, page.body.code, page.body.errors?.[0]?.path]).toEqual([
      400,
      "invalid_query",
      key,
    ]);
  });
});

describe("auth 4: methods and paths", () => {
  test.each([
    ["DELETE", "/api/members", "GET, HEAD, POST"],
    ["POST", "/api/members/me", "GET, HEAD"],
    ["POST", "/api/members/x", "GET, HEAD, PUT, PATCH, DELETE"],
  ])("%s %s is 405 with Allow: %s", async (method, path, allow) => {
    const answer = await ask(path, null, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
  });

  test.each(["/api/members/", "/api/members/a/b", "/internal/credentials"])(
    "%s is 404",
    async (path) => {
      expect((await ask(path, admin)).status).toBe(404);
    },
  );

  test("health answers under both addresses without a token", async () => {
    for (const path of ["/health", "/api/members/health"]) {
      expect((await ask(path, null)).body).toEqual({ status: "ok", service: "member" });
    }
  });

  test("a missing DATABASE_URL is a plain 503", async () => {
    const response = await app.request("/api/members", {}, office.signer.vars);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: "temporarily_unavailable" });
  });

  test("a database that is away is a plain 503", async () => {
    const away = {
      ...office.env,
      DATABASE_URL: "postgres://edgemart_member:x@127.0.0.1:9/edgemart",
    };
    const headers = { authorization: `Bearer ${admin}` };
    const response = await app.request("/api/members", { headers }, away);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: "temporarily_unavailable" });
  });
});
