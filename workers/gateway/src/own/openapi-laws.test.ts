/** A client can be generated from the document and programmed against: laws over every operation. */
import { errorRow } from "@edgemart/contracts/error";
import type { BodyFault } from "@edgemart/worker-kit/read-body";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { openApiDocument } from "./openapi.ts";
import { codesOf } from "./openapi-answers.ts";
import { OPERATIONS } from "./operations.ts";
import { OWN_OPERATIONS } from "./own-operations.ts";

interface Described {
  operationId: string;
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  responses: Record<
    string,
    {
      headers?: Record<string, unknown>;
      content?: Record<string, { schema: { $ref?: string } }>;
      "x-problem-codes"?: string[];
    }
  >;
}
const document = openApiDocument();
const paths = document.paths as unknown as Record<string, Record<string, Described>>;
const ALL = [...OPERATIONS, ...OWN_OPERATIONS].map((operation) => {
  const described = paths[operation.path]?.[operation.method];
  if (!described) throw new Error(`${operation.id} is not described`);
  return { id: operation.id, operation, described };
});

/** The map of addresses has coupons, fees and dead messages below orders; no order's id (`ord_…`) is such a word. */
const LITERAL_FIRST = /^no-ambiguous-paths: .*`\/api\/admin\/orders\/\{id\}\//;

describe("the OpenAPI document", () => {
  test("has no warning of Redocly's recommended rules", async () => {
    const found = await lintFromString({
      source: JSON.stringify(document),
      absoluteRef: "/openapi.json",
      // The next test is its own rule: one operation leads to a page and has no 2xx.
      config: await createConfig({
        extends: ["recommended"],
        rules: { "operation-2xx-response": "off" },
      }),
    });
    const warnings = found.map(({ ruleId, message }) => `${ruleId}: ${message}`);
    expect(warnings.filter((each) => !LITERAL_FIRST.test(each))).toEqual([]);
  });

  test.each(ALL)("$id succeeds with 2xx, or leads elsewhere", ({ described }) => {
    expect(Object.keys(described.responses).filter((status) => /^[23]/.test(status))).not.toEqual(
      [],
    );
  });

  test("names every operation once, in camelCase", () => {
    const ids = ALL.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-zA-Z]+$/);
  });

  test.each(ALL)("$id names its bodies as components", ({ operation, described }) => {
    const bodies = [described.requestBody, ...Object.values(described.responses)];
    const schemas = bodies.flatMap((each) => Object.entries(each?.content ?? {}));
    for (const [type, { schema }] of schemas) {
      // Bytes and text have no fields a type could name.
      if (type === operation.bodyType || type === operation.responseType) continue;
      expect(schema.$ref).toMatch(/^#\/components\/schemas\/\w+$/);
    }
  });

  test.each(ALL)("$id takes If-Match exactly when it answers 428 and 412", (each) => {
    const header = each.described.parameters?.find(({ name }) => name === "If-Match");
    const isVersioned = each.operation.ifMatch === true;
    expect(header?.required ?? false).toBe(isVersioned);
    expect("428" in each.described.responses).toBe(isVersioned);
    expect("412" in each.described.responses).toBe(isVersioned);
  });

  test.each(ALL.filter(({ operation }) => operation.body))(
    "$id takes a body and answers 413 and 415",
    ({ described }) => {
      expect(Object.keys(described.responses)).toEqual(expect.arrayContaining(["413", "415"]));
    },
  );

  test.each(ALL.filter(({ described }) => "413" in described.responses))(
    "$id answers whatever may be wrong with a body on its way",
    ({ operation, described }) => {
      const said = Object.values(described.responses).flatMap((each) => each["x-problem-codes"]);
      const faults: BodyFault[] = ["body_too_large", "body_incomplete", "request_timeout"];
      expect([operation.id, said]).toEqual([operation.id, expect.arrayContaining(faults)]);
    },
  );

  test.each(ALL)("$id says every code with its status, and headers with every answer", (each) => {
    const { operation, described } = each;
    for (const code of codesOf(operation)) {
      const answer = described.responses[String(errorRow(code).status)];
      expect(answer?.["x-problem-codes"]).toContain(code);
    }
    for (const answer of Object.values(described.responses)) {
      expect(answer.headers).toHaveProperty("X-Request-Id");
    }
    expect(described.responses["401"]?.headers ?? { "WWW-Authenticate": 1 }).toHaveProperty(
      "WWW-Authenticate",
    );
    expect(described.responses["503"]?.headers).toHaveProperty("Retry-After");
    // RFC 9110 §15.3.2: what was made has an address where one can be read below the one it was sent to.
    const isReadBelow = ALL.some(
      ({ operation: { method, path } }) =>
        method === "get" && path.startsWith(`${operation.path}/{`) && path.endsWith("}"),
    );
    if (operation.responses[201] && isReadBelow) expect(operation.headers).toContain("Location");
  });

  test("deprecates nothing: whoever does first makes the gateway send Deprecation and Sunset", () => {
    expect(ALL.filter(({ operation }) => operation.deprecated).map(({ id }) => id)).toEqual([]);
  });

  test("answers are open and requests are strict: a new field breaks no client", () => {
    const { schemas = {} } = document.components ?? {};
    const answered = new Set<string>();
    const follow = (node: unknown): void => {
      for (const [, name = ""] of JSON.stringify(node).matchAll(
        /#\/components\/schemas\/(\w+)"/g,
      )) {
        if (answered.has(name)) continue;
        answered.add(name);
        follow(schemas[name]);
      }
    };
    follow(ALL.map(({ described }) => described.responses));
    for (const name of answered) {
      expect(JSON.stringify(schemas[name])).not.toContain('"additionalProperties":false');
    }
    const bodies = ALL.flatMap(({ described }) => {
      const ref = described.requestBody?.content["application/json"]?.schema.$ref;
      return ref === undefined ? [] : [ref.split("/").at(-1) ?? ""];
    });
    // What a payment gateway sends is its own format: fields may come at any time.
    for (const name of bodies.filter((each) => each !== "PaymentWebhook")) {
      expect(JSON.stringify(schemas[name])).toContain('"additionalProperties":false');
    }
  });
});
