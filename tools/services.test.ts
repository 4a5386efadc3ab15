/** Discovery and deploy order, on fixtures that are written for each test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  deployOrder,
  discoverServices,
  missingBindings,
  stageOf,
  WranglerFileError,
} from "./services.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "edgemart-services-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A Worker that calls others. */
function writeWorker(path: string, id: string, calls: string[]): void {
  const stanzas = calls.map(
    (callee) =>
      `[[services]]\nbinding = "${callee.toUpperCase()}"\nservice = "edgemart-${callee}"\n`,
  );
  write(
    path,
    `name = "edgemart-${id}"\nmain = "src/index.ts"\ncompatibility_date = "2026-10-20"\n${stanzas.join("")}`,
  );
}

/** The file of one environment. */
function writeEnvironment(name: string, change: object = {}): void {
  const hosts = { shop: "shop.test.example", api: "api.test.example", images: "img.test.example" };
  const file = { hosts, issuer: "https://auth.test.example", rateLimitNamespace: 1, vars: {} };
  write(`deploy/${name}.jsonc`, `// an environment\n${JSON.stringify({ ...file, ...change })}`);
}

const ids = () => deployOrder(discoverServices(root)).map((service) => service.id);

describe("discovery", () => {
  test("finds the gateway at the root, every Worker and the storefront, and nothing else", () => {
    writeWorker("wrangler.toml", "gateway", []);
    writeWorker("workers/auth/wrangler.toml", "auth", []);
    writeWorker("web/wrangler.toml", "web", []);
    writeWorker("tools/wrangler.toml", "tools", []);
    mkdirSync(join(root, "workers/plans"));
    const found = discoverServices(root);
    expect(found.map(({ id, folder, configPath }) => [id, folder, configPath])).toEqual([
      ["web", "web", "web/wrangler.toml"],
      ["auth", "workers/auth", "workers/auth/wrangler.toml"],
      ["gateway", "workers/gateway", "wrangler.toml"],
    ]);
    expect(found.map((service) => service.main)).toEqual([
      "web/src/index.ts",
      "workers/auth/src/index.ts",
      "src/index.ts",
    ]);
  });

  test("takes a Worker that is no known door for private, and reads Wrangler's open defaults as open", () => {
    writeWorker("workers/order/wrangler.toml", "order", []);
    const [order] = discoverServices(root);
    expect(order).toMatchObject({ isPublic: false, workersDev: true, previewUrls: true });
  });

  test("operations 1: makes each environment from the local file and the environment's own", () => {
    writeEnvironment("staging");
    write(
      "workers/order/wrangler.toml",
      `name = "edgemart-order"
main = "src/index.ts"
compatibility_date = "2026-10-20"
route = "orders.example.com/*"
[vars]
A = 1
[secrets]
required = ["KEY"]
[[r2_buckets]]
binding = "FILES"
bucket_name = "files"
[[queues.producers]]
binding = "QUEUE"
queue = "orders"
[[durable_objects.bindings]]
name = "COUNTER"
class_name = "Counter"
[triggers]
crons = ["*/5 * * * *"]
`,
    );
    const [order] = discoverServices(root);
    if (!order) throw new Error("the fixture was not discovered");
    expect(order.surface).toEqual([
      "durable_objects COUNTER",
      "queues QUEUE",
      "r2_buckets FILES",
      "secret KEY",
      "var A",
    ]);
    expect(order).toMatchObject({
      routes: ["orders.example.com/*"],
      requiredSecrets: ["KEY"],
      r2Buckets: [{ binding: "FILES", bucket: "files" }],
      queues: { sent: ["orders"], taken: [] },
      crons: ["*/5 * * * *"],
    });
    expect(stageOf(order, "staging")).toMatchObject({
      name: "edgemart-order-staging",
      workersDev: false,
      previewUrls: false,
      surface: order.surface,
      r2Buckets: [{ binding: "FILES", bucket: "files-staging" }],
      crons: ["*/5 * * * *"],
    });
    expect(() => stageOf(order, "production")).toThrow("there is no deploy/production.jsonc");
  });

  test.each([
    ["name = ", "cannot be read"],
    ['name = "edgemart-a"', "has no main"],
    ['name = "edgemart-a"\nmain = "a.ts"', "has no compatibility_date"],
  ])("names the file that is wrong: %s", (text, reason) => {
    write("workers/a/wrangler.toml", text);
    const discover = () => discoverServices(root);
    expect(discover).toThrow(WranglerFileError);
    expect(discover).toThrow(`workers/a/wrangler.toml ${reason}`);
  });
});

describe("deploy order", () => {
  test("puts every Worker after the ones it calls, the same order each time", () => {
    writeWorker("wrangler.toml", "gateway", ["auth", "bff"]);
    writeWorker("workers/auth/wrangler.toml", "auth", ["member"]);
    writeWorker("workers/bff/wrangler.toml", "bff", ["member"]);
    writeWorker("workers/member/wrangler.toml", "member", []);
    writeWorker("web/wrangler.toml", "web", ["gateway"]);
    writeEnvironment("production");
    expect(ids()).toEqual(["member", "auth", "bff", "gateway", "web"]);
    const production = deployOrder(discoverServices(root), "production");
    expect(production.map((service) => service.id)).toEqual(ids());
  });

  test("takes a Worker's binding to itself for no cycle", () => {
    writeWorker("web/wrangler.toml", "web", ["web"]);
    expect(ids()).toEqual(["web"]);
  });

  test("refuses a cycle and names every Worker of it", () => {
    writeWorker("workers/auth/wrangler.toml", "auth", ["member"]);
    writeWorker("workers/member/wrangler.toml", "member", ["order"]);
    writeWorker("workers/order/wrangler.toml", "order", ["auth"]);
    expect(ids).toThrow("auth → member → order → auth");
  });

  test("names a binding that leads to no Worker, and its environment", () => {
    writeWorker("workers/auth/wrangler.toml", "auth", ["member"]);
    writeEnvironment("production");
    const services = discoverServices(root);
    expect(missingBindings(services)).toEqual([
      "workers/auth/wrangler.toml: MEMBER names edgemart-member, which no wrangler file defines",
    ]);
    expect(missingBindings(services, "production")[0]).toContain("(production): MEMBER");
  });
});
