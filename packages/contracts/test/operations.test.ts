/** Laws of every operation and every schema of input: the files are walked, so that a new one is tested the day it is born. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ERRORS } from "../src/error.ts";
import type { Operation, OperationGroups } from "../src/operation.ts";
import { operationsIn } from "../src/operation.ts";
import { PaymentWebhook } from "../src/payment-operations.ts";
import { RESPONSE_HEADERS } from "../src/response-headers.ts";

const SOURCES = new URL("../src/", import.meta.url);
const files = readdirSync(SOURCES, { recursive: true })
  .map(String)
  .filter((name) => /^[a-z/-]+\.ts$/.test(name));
const modules: Record<string, unknown>[] = await Promise.all(
  files.map((name) => import(new URL(name, SOURCES).href)),
);
const groups = modules.flatMap((module) =>
  Object.entries(module).filter(([name]) => name.endsWith("Groups")),
);
const all: Operation[] = groups.flatMap(([, group]) => operationsIn(group as OperationGroups));
const named = all.map((operation) => [operation.id, operation] as const);
const isWrite = ({ method }: Operation) => method !== "get";

test("operations are there, and no two have one id, or one method and path", () => {
  expect(all.length).toBeGreaterThan(50);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(all.map(({ method, path }) => `${method} ${path}`)).size).toBe(all.length);
});

describe.each(named)("%s", (id, operation) => {
  test("is named in camelCase, and says what it does and where it belongs", () => {
    expect(id).toMatch(/^[a-z][a-zA-Z]+$/);
    expect(operation.summary).toMatch(/^\S.{3,}/);
    expect(operation.tag).toMatch(/^\S/);
  });

  test("has a schema for each parameter of its path, and for no other", () => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(operation.params?.shape ?? {}).sort()).toEqual(inPath.sort());
    expect(operation.path).toMatch(/^\/[^?#]*[^/]$/);
  });

  test("answers a success, and its failures are in the table, each once", () => {
    const statuses = Object.keys(operation.responses).map(Number);
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status < 200 || status > 399)).toEqual([]);
    expect(operation.errors.filter((code) => !(code in ERRORS))).toEqual([]);
    expect(new Set(operation.errors).size).toBe(operation.errors.length);
    expect((operation.headers ?? []).filter((name) => !(name in RESPONSE_HEADERS))).toEqual([]);
  });

  test("takes a body, a version or a key only to write", () => {
    const { body, ifMatch, idempotency } = operation;
    if (!isWrite(operation)) expect({ body, ifMatch, idempotency }).toEqual({});
  });

  test("refuses a field that its body does not have", () => {
    if (!operation.body || operation.bodyType) return;
    // The gateway's own format, to which fields may come at any time; nothing in it is believed.
    if (operation.body === PaymentWebhook) return;
    const parsed = operation.body.safeParse({ "no-such-field": 1 });
    expect(JSON.stringify(parsed.error?.issues)).toContain('"no-such-field"');
  });

  test("that needs a fresh proof or a right needs a member's token", () => {
    if (operation.fresh || operation.right) expect(operation.credential).toBe("bearer");
  });
});

test("every schema can be written as JSON Schema: what is described is what is parsed", () => {
  const schemas = modules.flatMap((module) =>
    Object.values(module).filter((value) => value instanceof z.ZodType),
  );
  expect(schemas.length).toBeGreaterThan(100);
  for (const schema of schemas) z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
});
