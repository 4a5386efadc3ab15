import { describe, expect, test } from "vitest";
import { openApiDocument } from "./openapi.ts";
import { OPERATIONS } from "./operations.ts";
import { OWN_ADDRESSES } from "./own-addresses.ts";
import { OWN_OPERATIONS } from "./own-operations.ts";

interface Described {
  parameters?: {
    in: string;
    name: string;
    schema: { description?: string };
    description?: string;
  }[];
  responses: Record<string, unknown>;
}
const described = openApiDocument().paths as Record<string, Record<string, Described>>;
const keyText = (path: string, method: string) =>
  JSON.stringify(
    described[path]?.[method]?.parameters?.find(({ name }) => name === "Idempotency-Key"),
  );

describe("gateway: the document holds the whole API", () => {
  test.each(OPERATIONS)("$method $path", ({ method, path, responses }) => {
    const found = described[path]?.[method]?.responses;
    for (const status of Object.keys(responses)) expect(found).toHaveProperty(status);
    expect(found).toHaveProperty("503");
  });

  test.each(OWN_OPERATIONS)("the gateway's own $method $path", ({ method, path, responses }) => {
    const found = described[path]?.[method]?.responses;
    for (const status of Object.keys(responses)) expect(found).toHaveProperty(status);
  });

  test("every own address but the viewer's files is described", () => {
    const own = OWN_OPERATIONS.map(({ path }) => path.replace(/\{(\w+)\}/g, ":$1"));
    const described = [...own, "/openapi.json", "/docs", "/docs/:file"];
    expect(described).toEqual(expect.arrayContaining([...OWN_ADDRESSES]));
  });

  test("what the gateway itself may answer is among the failures", () => {
    const created = described["/api/members"]?.post?.responses ?? {};
    for (const status of ["400", "409", "413", "422", "429", "502", "503", "504"]) {
      expect(created).toHaveProperty(status);
    }
    expect(described["/errors"]?.get?.responses).not.toHaveProperty("502");
  });

  test("what the operator's token opens says so", () => {
    expect(described["/metrics"]?.get).toMatchObject({ security: [{ operator: [] }] });
    expect(described["/health"]?.get).toMatchObject({ security: [{}, { operator: [] }] });
    expect(described["/health"]?.get?.responses["503"]).toMatchObject({
      content: { "application/json": {}, "application/problem+json": {} },
    });
    expect(described["/metrics"]?.get?.responses["200"]).toMatchObject({
      content: { "text/plain": {} },
    });
  });
});

describe("gateway 24: the life of an answer is advertised", () => {
  test("in seconds for writes that are stored, and no read declares a key", () => {
    expect(keyText("/api/members", "post")).toContain("86400 seconds");
    for (const path of ["/api/home", "/api/members"]) expect(keyText(path, "get")).toBeUndefined();
    expect(keyText("/api/auth/register", "post")).toContain("not replayed");
    expect(keyText("/api/products", "get")).toBeUndefined();
  });
});
