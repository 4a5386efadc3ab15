/** What is let in at the door, and how a refusal names its fields. */
import { Problem } from "@edgemart/contracts/error";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp } from "./create-app.ts";
import { fieldErrors, parseInput, parseQueries, strictJson, validJson } from "./validate.ts";

const Input = z.strictObject({
  name: z.string().min(2),
  lines: z.array(z.strictObject({ sku: z.string() })).default([]),
});
const app = createApp({ service: "test", readConfig: () => ({}) });
app.post("/", strictJson(64), validJson(Input), (c) => c.json(c.req.valid("json")));

const sent = (body: BodyInit, headers: Record<string, string> = {}) =>
  app.request("/", {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
const problemOf = async (answer: Response | Promise<Response>) =>
  Problem.parse(await (await answer).json());
const MINA = '{"name":"Mina"}';

describe("auth 3 to 5: a body is one strict JSON object of bounded size", () => {
  test.each([
    "application/json",
    "Application/JSON",
    "application/json;charset=utf-8",
    'application/json ; charset="UTF-8"',
    "application/json;  charset=utf-8  ",
  ])("%s is its type", async (type) => {
    const answer = await sent(MINA, { "content-type": type });
    expect([answer.status, await answer.json()]).toEqual([200, { name: "Mina", lines: [] }]);
  });

  test.each([
    ...["text/plain", "", "text/application/json", "xapplication/json", "application/jsonp"],
    ...["application/json; charset=latin1", "application/json; charset=utf-8; x=1"],
    ...["application/json x; charset=utf-8", "application/json; charset=utf-8 x"],
    "application/json; xcharset=utf-8",
  ])("%j is not", async (type) => {
    const answer = sent(MINA, { "content-type": type });
    expect((await problemOf(answer)).code).toBe("unsupported_media_type");
  });

  test("a compressed one is refused before it is read", async () => {
    const answer = sent(MINA, { "content-encoding": "gzip" });
    expect((await problemOf(answer)).code).toBe("unsupported_media_type");
  });

  test("one byte more than its bound is refused, and the bound is told", async () => {
    const of = (bytes: number) => `{"name":"${"x".repeat(bytes - 11)}"}`;
    expect((await sent(of(64))).status).toBe(200);
    const { code, detail } = await problemOf(sent(of(65)));
    expect(code).toBe("body_too_large");
    expect(detail).toContain("64");
  });

  test.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["a name twice", '{"name":"Mina","name":"Ann"}'],
    ["no UTF-8", new Uint8Array([0x7b, 0xff, 0x7d])],
  ])("%s is refused, and told why", async (_what, body) => {
    const { code, detail } = await problemOf(sent(body));
    expect(code).toBe("invalid_body");
    expect(detail).toMatch(/\w/);
  });
});

describe("a refused field is named by its path, its code and a sentence", () => {
  const told = (errors: readonly { path: string; code: string; message: string }[] = []) =>
    errors.map(({ path, code, message }) => {
      expect(message).not.toBe("");
      return `${path} ${code}`;
    });
  const WRONG = { name: "M", lines: [{ sku: 1, price: 2 }], role: "admin", x: 1 };
  const ERRORS = [
    "name too_small",
    "lines.0.sku invalid_type",
    "lines.0.price unknown_field",
    "role unknown_field",
    "x unknown_field",
  ];

  test("in a body", async () => {
    const { code, errors } = await problemOf(sent(JSON.stringify(WRONG)));
    expect([code, told(errors)]).toEqual(["validation_failed", ERRORS]);
  });

  test("in the input of an RPC", () => {
    expect(parseInput(Input, { name: "Mina" })).toEqual({
      ...{ ok: true, value: { name: "Mina", lines: [] } },
    });
    const parsed = parseInput(Input, WRONG);
    expect(parsed.ok ? null : [parsed.error.code, told(parsed.error.errors)]).toEqual([
      ...["validation_failed", ERRORS],
    ]);
  });

  test("in a query whose names may repeat: one value is a text, several are a list", () => {
    const Query = z.object({ tag: z.union([z.string(), z.array(z.string()).min(2)]) });
    const parsed = ["a", "b"].map((tag) => parseQueries(Query, { tag: [tag] }));
    expect(parsed).toEqual(["a", "b"].map((tag) => ({ ok: true, value: { tag } })));
    expect(parseQueries(Query, { tag: ["a", "b"] })).toEqual({
      ok: true,
      value: { tag: ["a", "b"] },
    });
    const refused = parseQueries(z.object({ page: z.string() }), { page: ["1", "2"] });
    expect(refused.ok ? null : [refused.error.code, told(refused.error.errors)]).toEqual([
      ...["invalid_query", ["page invalid_type"]],
    ]);
  });

  test("of many wrong fields the first twenty are", () => {
    const many = Array.from({ length: 30 }, () => ({ sku: 1 }));
    const parsed = Input.safeParse({ name: "Mina", lines: many });
    expect(fieldErrors(parsed.error?.issues ?? [])).toHaveLength(20);
  });
});
