/** What a Worker is in an environment: its local file, the environment's file, and nothing else. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { environmentConfig } from "./environment-config.ts";
import { EnvironmentFile, EnvironmentFileError, readEnvironmentFile } from "./environment-file.ts";

const FILE = {
  hosts: { shop: "shop.test.example", api: "api.test.example", images: "img.test.example" },
  issuer: "https://auth.test.example",
  rateLimitNamespace: 2,
  vars: { WAIT_MS: 1500 },
  workers: { order: { vars: { LIMIT: 7, ONLY_HERE: "x" } }, other: { vars: { LIMIT: 9 } } },
};
const make = (local: object, id = "order") =>
  environmentConfig(
    { name: `edgemart-${id}`, ...local },
    id,
    "staging",
    EnvironmentFile.parse(FILE),
  );

describe("operations 1: an environment's configuration", () => {
  test("names Workers, buckets and queues after the environment", () => {
    const queues = {
      producers: [{ binding: "Q", queue: "edgemart-notify" }],
      consumers: [{ queue: "edgemart-order", dead_letter_queue: "edgemart-order-dead" }],
    };
    expect(
      make({
        queues,
        services: [{ binding: "MEMBER", service: "edgemart-member", entrypoint: "MemberRpc" }],
        r2_buckets: [{ binding: "FILES", bucket_name: "files" }],
        ratelimits: [{ name: "LOOKUP", namespace_id: "3001" }],
      }),
    ).toMatchObject({
      name: "edgemart-order-staging",
      services: [
        { binding: "MEMBER", service: "edgemart-member-staging", entrypoint: "MemberRpc" },
      ],
      r2_buckets: [{ binding: "FILES", bucket_name: "files-staging" }],
      ratelimits: [{ name: "LOOKUP", namespace_id: "3003" }],
      queues: {
        producers: [{ binding: "Q", queue: "edgemart-notify-staging" }],
        consumers: [
          {
            queue: "edgemart-order-staging",
            dead_letter_queue: "edgemart-order-dead-staging",
          },
        ],
      },
    });
  });

  test("takes a variable from the Worker's own values, else everyone's, else the doors, else the local one", () => {
    const vars = {
      ...{ ENVIRONMENT: "local", AUTH_ISSUER: "https://auth.edgemart.local", LIMIT: 1 },
      ...{
        WAIT_MS: 300,
        SHOP_ORIGIN: "http://localhost:3000",
        RP_ID: "localhost",
        AUDIENCE: "edgemart-api",
      },
    };
    expect(make({ vars }).vars).toEqual({
      ...{ ENVIRONMENT: "staging", AUTH_ISSUER: "https://auth.test.example", LIMIT: 7 },
      ...{
        WAIT_MS: 1500,
        SHOP_ORIGIN: "https://shop.test.example",
        RP_ID: "shop.test.example",
        AUDIENCE: "edgemart-api",
      },
      ONLY_HERE: "x",
    });
  });

  test("gives no Worker a variable of everyone's that it does not have", () => {
    expect(make({ vars: { AUDIENCE: "a" } }, "member").vars).toEqual({ AUDIENCE: "a" });
  });

  test("operations 3: a door has its domain alone, a private Worker none", () => {
    const closed = { workers_dev: false, preview_urls: false };
    for (const [id, pattern] of [
      ["web", "shop.test.example"],
      ["gateway", "api.test.example"],
      ["image-resizer", "img.test.example"],
    ] as const) {
      expect(make({ workers_dev: true }, id)).toMatchObject({
        ...closed,
        routes: [{ pattern, custom_domain: true }],
      });
    }
    expect(make({})).toMatchObject(closed);
    expect(make({})).not.toHaveProperty("routes");
  });

  test("keeps what is the same everywhere, and drops what is the laptop's", () => {
    const triggers = { crons: ["* * * * *"] };
    const made = make({ main: "src/index.ts", triggers, dev: { port: 1 }, env: { staging: {} } });
    expect(made).toMatchObject({ main: "src/index.ts", triggers });
    expect(Object.keys(made)).not.toContain("dev");
    expect(Object.keys(made)).not.toContain("env");
  });
});

describe("an environment's file", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "edgemart-"));
    mkdirSync(join(root, "deploy"));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const write = (text: string) => writeFileSync(join(root, "deploy/staging.jsonc"), text);
  const read = () => readEnvironmentFile(root, "staging");

  test("is JSON with comments", () => {
    write(`// chosen\n${JSON.stringify(FILE)}`);
    expect(read()).toEqual(FILE);
  });

  test("is null where there is none", () => {
    expect(read()).toBeNull();
  });

  test.each([
    ["{", /staging\.jsonc: CloseBraceExpected/],
    [JSON.stringify({ ...FILE, host: {} }), /staging\.jsonc: .*host/],
    [JSON.stringify({ ...FILE, vars: { lower: 1 } }), /staging\.jsonc: vars\.lower/],
    [
      JSON.stringify({ ...FILE, hosts: { ...FILE.hosts, api: "https://x" } }),
      /hosts\.api: must be/,
    ],
  ])("is refused with file and field: %s", (text, reason) => {
    write(text);
    expect(read).toThrow(EnvironmentFileError);
    expect(read).toThrow(reason);
  });
});
