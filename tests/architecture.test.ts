/** The architecture as executed rules; each rule is also shown a planted violation, which it must refuse. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ENVIRONMENTS } from "../tools/deploy/environment-file.ts";
import { ROOT } from "../tools/run-command.ts";
import {
  deployOrder,
  discoverServices,
  missingBindings,
  PUBLIC_FOLDERS,
  type Service,
} from "../tools/services.ts";
import { ROWS } from "../workers/gateway/src/table/rows.ts";
import { cacheNameBreaches } from "./architecture/cache-names.ts";
import {
  justificationBreaches,
  type Manifest,
  pinBreaches,
  versionBreaches,
} from "./architecture/dependencies.ts";
import {
  barrelBreaches,
  climbBreaches,
  docstringBreaches,
  gatewayDoorBreaches,
  headBreaches,
  lengthBreaches,
  purityBreaches,
  rpcBindingBreaches,
} from "./architecture/files.ts";
import { GATEWAY_ROOM_NAMES, GATEWAY_ROOMS } from "./architecture/gateway-rooms.ts";
import { ringBreaches } from "./architecture/rings.ts";
import {
  importBreaches,
  roomlessBreaches,
  roomOf,
  unusedExceptions,
} from "./architecture/rooms.ts";
import { routeNameBreaches } from "./architecture/route-names.ts";
import { isTest, readSources, type SourceFile, sourceFile } from "./architecture/source-file.ts";
import { catalogBreaches, manneredBreaches } from "./architecture/words.ts";
import {
  dateBreaches,
  entrypointBreaches,
  environmentBreaches,
  nameBreaches,
  observabilityBreaches,
  publicDoorBreaches,
  queueBreaches,
  routeBreaches,
} from "./architecture/wrangler-files.ts";

const sources = readSources(ROOT);
const services = discoverServices(ROOT);
const manifests = readManifests();
const gateway = serviceNamed("gateway");

/** A file rule with texts it must refuse, each at the path where it would stand. */
interface FileRule {
  law: string;
  check(file: SourceFile): string[];
  refused: [path: string, text: string][];
  allowed: [path: string, text: string][];
}

const FILE_RULES: FileRule[] = [
  {
    law: "operations 71: the Cache API is reached under the Worker's own host alone",
    check: cacheNameBreaches,
    refused: [
      ["workers/gateway/src/a.ts", "await caches.default.match(request);"],
      [
        "workers/gateway/src/a.ts",
        'const cache = await caches.open("x"); cache.put("https://a", r);',
      ],
      ["web/src/a.ts", "const { default: cache } = caches;"],
      ["workers/gateway/src/a.ts", 'const key = "https://cache.invalid/" + path;'],
      ["packages/kept/src/a.ts", 'const key = "http://cache.local/a";'],
    ],
    allowed: [
      [
        "workers/a/src/a.ts",
        'const far = (o: string) => ownCache(() => caches.open("x"), o, "/_kept");',
      ],
      ["workers/a/src/a.ts", "answersAtEdge(ownCache(() => caches.default, origin, prefix));"],
      [
        "workers/a/src/a.test.ts",
        'vi.stubGlobal("caches", {}); caches.default.match("https://cache.invalid/a");',
      ],
    ],
  },
  {
    law: "every import leads where the rooms table lets it",
    check: importBreaches,
    refused: [
      ["packages/contracts/src/a.ts", 'import { Hono } from "hono";'],
      ["packages/contracts/src/a.ts", 'import { log } from "@edgemart/worker-kit/log";'],
      ["packages/worker-kit/src/a.ts", 'import { Redis } from "@upstash/redis/cloudflare";'],
      [
        "packages/redis/src/a.ts",
        'import { verify } from "../../../workers/auth/src/core/verify.ts";',
      ],
      ["workers/auth/src/core/a.ts", 'import { log } from "@edgemart/worker-kit/log";'],
      ["workers/auth/src/core/a.ts", 'export { find } from "../adapters/members.rpc.ts";'],
      ["workers/bff/src/views/a.ts", 'import type { Deps } from "../ports.ts";'],
      ["workers/auth/src/verbs/login.ts", 'import { find } from "../adapters/members.rpc.ts";'],
      ["workers/auth/src/verbs/login.ts", 'import type { Context } from "hono";'],
      ["workers/auth/src/routes/login.ts", 'import { find } from "../adapters/members.rpc.ts";'],
      [
        "workers/auth/src/routes/login.ts",
        'import { connectRedis } from "@edgemart/redis/client";',
      ],
      ["workers/member/src/routes/list.ts", 'import { eq } from "drizzle-orm";'],
      ["workers/member/src/app.ts", 'import { find } from "./adapters/members.postgres.ts";'],
      ["workers/member/src/app.ts", 'import { WorkerEntrypoint } from "cloudflare:workers";'],
      [
        "workers/bff/src/routes/get-home-screen.ts",
        'const { find } = await import("../../../member/src/verbs/find.ts");',
      ],
      ["workers/bff/src/adapters/ask.ts", 'import { member } from "../../../member/db/schema.ts";'],
      ["workers/bff/src/adapters/ask.ts", 'import { app } from "@edgemart/member/app";'],
      // A route that stores, a verb that reads a request, a choice made outside deps, a port that knows a driver.
      ["workers/member/src/routes/list.ts", 'import { run } from "@edgemart/postgres/run";'],
      ["workers/member/src/routes/list.ts", 'import { member } from "../../db/schema.ts";'],
      ["workers/auth/src/verbs/login.ts", 'import { limits } from "../env.ts";'],
      ["workers/auth/src/verbs/login.ts", 'import { depsOf } from "../deps.ts";'],
      ["workers/auth/src/verbs/login.ts", 'import { caller } from "../routes/caller.ts";'],
      ["workers/auth/src/verbs/login.ts", 'import { log } from "@edgemart/worker-kit/log";'],
      ["workers/auth/src/adapters/a.redis.ts", 'import { login } from "../verbs/login.ts";'],
      ["workers/auth/src/adapters/a.redis.ts", 'import { readAuthConfig } from "../env.ts";'],
      ["workers/auth/src/adapters/a.redis.ts", 'import { caller } from "../routes/caller.ts";'],
      ["workers/auth/src/adapters/a.redis.ts", 'import { Hono } from "hono";'],
      ["workers/auth/src/deps.ts", 'import { login } from "./verbs/login.ts";'],
      ["workers/auth/src/deps.ts", 'import { caller } from "./routes/caller.ts";'],
      ["workers/auth/src/deps.ts", 'import { Redis } from "@upstash/redis/cloudflare";'],
      [
        "workers/catalog/src/ports/shop.ts",
        'import { connectRedis } from "@edgemart/redis/client";',
      ],
      ["workers/catalog/src/ports/shop.ts", 'import { find } from "../adapters/a.postgres.ts";'],
      ["workers/catalog/src/rpc/catalog.ts", 'import { Hono } from "hono";'],
      ["workers/catalog/src/rpc/catalog.ts", 'import { depsOf } from "../deps.ts";'],
      ["workers/catalog/src/routes/suggest.ts", 'import { depsOf } from "../deps.ts";'],
      ["workers/auth/src/env.ts", 'import { depsOf } from "./deps.ts";'],
      ["workers/auth/src/index.ts", 'import { login } from "./routes/login.ts";'],
      ["workers/auth/db/schema.ts", 'import { login } from "../src/core/login.ts";'],
      ["web/src/api/home.ts", 'import { homeView } from "../../../workers/bff/src/views/home.ts";'],
    ],
    allowed: [
      ["workers/auth/src/index.ts", 'import { WorkerEntrypoint } from "cloudflare:workers";'],
      ["workers/auth/src/deps.ts", 'import { find } from "./adapters/members.rpc.ts";'],
      ["workers/auth/src/core/a.ts", 'import { err } from "@edgemart/contracts/result";'],
      [
        "workers/auth/src/core/a.ts",
        '// import { Hono } from "hono";\nexport const url = "https://a";',
      ],
      ["workers/member/src/adapters/a.postgres.ts", 'import { member } from "../../db/schema.ts";'],
      ["workers/member/test/a.test.ts", 'import { app } from "../../auth/src/app.ts";'],
    ],
  },
  {
    law: "every file of a Worker stands in a room",
    check: roomlessBreaches,
    refused: [
      ["workers/auth/src/helpers/text.ts", "export const a = 1;"],
      ["workers/catalog/src/utils.ts", "export const a = 1;"],
      ["workers/bff/src/services.ts", "export const a = 1;"],
      ["workers/gateway/src/limit-body.ts", "export const a = 1;"],
    ],
    allowed: [
      ["workers/gateway/src/policies/limit-body.ts", "export const a = 1;"],
      ["workers/auth/src/core/session/rotate.ts", "export const a = 1;"],
    ],
  },
  {
    law: "core/ and views/ know no promise, no clock and no randomness",
    check: purityBreaches,
    refused: [
      ["workers/auth/src/core/a.ts", "export const now = Date.now();"],
      ["workers/auth/src/core/a.ts", "export async function a() { await b(); }"],
      ["workers/auth/src/core/a.ts", "export const a = (): Promise<void> => b();"],
      ["workers/auth/src/core.ts", "export const id = crypto.randomUUID();"],
      ["workers/auth/src/core/a.ts", 'import { randomBytes } from "node:crypto";'],
      ["workers/bff/src/views/a.ts", "export const today = new Date();"],
      ["workers/bff/src/views/a.ts", 'export const a = fetch("https://a");'],
    ],
    allowed: [
      [
        "workers/auth/src/core/a.ts",
        "// await nothing\nexport const day = (now: number) => new Date(now);",
      ],
      ["workers/auth/src/verbs/a.ts", "export const now = Date.now();"],
    ],
  },
  {
    law: "a route has its operation's name and a file of its own",
    check: routeNameBreaches,
    refused: [
      ["workers/auth/src/routes/login.ts", 'export const login: Route<"signIn"> = a;'],
      ["workers/auth/src/routes/sessions.ts", 'export const endSession: Route<"endSession"> = a;'],
      [
        "workers/auth/src/routes/admin/end-session.ts",
        'export const endSession: Route<"endSession"> = a;',
      ],
      [
        "workers/auth/src/routes/end-session.ts",
        'export const endSession: Route<"endSession"> = a;\nexport const endAll: Route<"endAll"> = a;',
      ],
    ],
    allowed: [
      [
        "workers/auth/src/routes/end-session.ts",
        'export const endSession: Route<\n  "endSession"\n> = a;',
      ],
      ["workers/auth/src/routes/caller.ts", "export function callerOf() {}"],
    ],
  },
  {
    law: "no file is above 250 lines without saying why in its head comment",
    check: lengthBreaches,
    refused: [["tools/a.ts", `/** Does a. */\n${"a();\n".repeat(250)}`]],
    allowed: [
      ["tools/a.ts", `/** Does a. */\n${"a();\n".repeat(249)}`],
      [
        "tools/a.ts",
        `/** Does a. Longer than 250 lines: it is one table. */\n${"a();\n".repeat(300)}`,
      ],
    ],
  },
  {
    law: "every file of packages, Workers and tools opens with a sentence about its job",
    check: headBreaches,
    refused: [["tools/a.ts", 'import { a } from "./b.ts";\n/** Does a. */']],
    allowed: [["tools/a.ts", "#!/usr/bin/env node\n/** Does a. */\n"]],
  },
  {
    law: "web imports what is two folders up or further by #folder/file.ts",
    check: climbBreaches,
    refused: [
      ["web/src/domains/cart/a.ts", 'import { b } from "../../api/b.ts";'],
      ["web/test/fake/a.ts", 'import { b } from "../../src/env.ts";'],
    ],
    allowed: [
      ["web/src/domains/cart/a.ts", 'import { b } from "#api/b.ts";'],
      ["web/src/domains/cart/a.ts", 'import { b } from "../catalog/b.ts";'],
      ["web/src/domains/cart/a.test.ts", 'import { b } from "../../../../tools/seed/b.ts";'],
    ],
  },
  {
    law: "every exported function has a docstring, and every export of storefront, tests and tools",
    check: docstringBreaches,
    refused: [
      ["web/src/a.ts", "/** Does. */\n\nexport const a = 1;"],
      ["web/src/a.tsx", '/** Does. */\nimport b from "./b.ts";\nexport async function A() {}'],
      ["workers/a/src/core/a.ts", "/** Does. */\n\nexport function* a() {}"],
      ["workers/a/test/shop.ts", "/** Does. */\n\nexport const a = async (b: B) => c;"],
      ["packages/a/src/a.ts", "/** Does. */\n\nexport default function a() {}"],
      ["tools/a.ts", "/** Does. */\n\nexport interface A {}"],
      ["tests/global-setup.ts", "/** Does. */\n\nexport type A = 1;"],
    ],
    allowed: [
      ["web/src/a.ts", "/** Does. */\n// biome-ignore lint: a reason\nexport function a() {}"],
      ["web/src/app/api/a/route.ts", "export function GET() {}"],
      ["web/src/a.test.ts", "export const a = 1;"],
      ["workers/a/src/routes/a.ts", "export const a = async (c) => c;"],
      ["workers/a/src/core/a.ts", "export const a = 1;"],
    ],
  },
  {
    law: "comments are in words that are common in the field",
    check: manneredBreaches,
    refused: [
      ["tools/a.ts", "/** What stands here. */"],
      ["web/src/a.ts", "const a = 1; // Nobody asks while it is away."],
      ["workers/a/test/a.test.ts", "/**\n * Told for good.\n */"],
    ],
    allowed: [
      ["tools/a.ts", 'const a = "nobody is told"; // A whole number, or `void`.'],
      ["packages/demo-pictures/src/drawing/a.ts", "/** What stands beside the cup. */"],
      ["workers/a/src/a.ts", "/** Lists. @param beside more columns */"],
    ],
  },
  {
    law: "only web's api, session, worker and route handlers reach the gateway",
    check: gatewayDoorBreaches,
    refused: [["web/src/domains/cart/store.ts", "export const a = env.GATEWAY.fetch(request);"]],
    allowed: [
      ["web/src/api/call.ts", "export const a = env.GATEWAY.fetch(request);"],
      ["web/src/app/api/[...path]/route.ts", "export const a = env.GATEWAY.fetch(request);"],
    ],
  },
  {
    law: "a Worker asks another by RPC through rpcBinding only, so that what it passes is plain",
    check: rpcBindingBreaches,
    refused: [["workers/order/src/env.ts", "const Env = { CATALOG: z.custom<CatalogRpc>() };"]],
    allowed: [["workers/order/src/env.ts", "const Env = { CATALOG: rpcBinding<CatalogRpc>() };"]],
  },
  {
    law: "catalog has one spelling",
    check: catalogBreaches,
    refused: [
      ["tools/a.ts", "export function loadCatalogue() {}"],
      ["web/src/a.tsx", "/** What the catalogue says. */"],
      ["web/src/messages/a.en.ts", 'catalogue: "Catalogue",'],
      ["packages/contracts/src/a.ts", "const catalogue = 1;"],
    ],
    allowed: [
      ["web/src/messages/a.en.ts", 'catalog: "Catalogue",'],
      ["packages/contracts/src/a.ts", 'const tag = "Catalogue";'],
      ["web/src/pages.ts", 'admin("/audit/catalogue");'],
      ["workers/catalog/src/app.ts", "adminListCatalogueChanges,"],
    ],
  },
];

describe.each(FILE_RULES)("$law", ({ check, refused, allowed }) => {
  test("holds in every source file", () => {
    expect(sources.flatMap(check)).toEqual([]);
  });

  test.each(refused)("refuses a planted violation in %s", (path, text) => {
    expect(check(sourceFile(path, text))).not.toEqual([]);
  });

  test.each(allowed)("lets what is allowed in %s pass", (path, text) => {
    expect(check(sourceFile(path, text))).toEqual([]);
  });
});

describe("source discovery", () => {
  test("reads packages, Workers, storefront, tools and tests, and nothing installed or built", () => {
    const tops = new Set(sources.map((file) => file.path.split("/")[0]));
    expect([...tops]).toEqual(
      expect.arrayContaining(["packages", "tests", "tools", "web", "workers"]),
    );
    expect(sources.filter((file) => /node_modules|\.next|\.open-next/.test(file.path))).toEqual([]);
  });

  test("finds the room of a nested file, of a room that is one file, and of the gateway's own rooms", () => {
    expect(roomOf("workers/auth/src/core/session/rotate.ts")).toBe("core");
    expect(roomOf("workers/auth/src/ports.ts")).toBe("ports");
    expect(roomOf("workers/member/db/schema.ts")).toBe("db");
    expect(roomOf("workers/gateway/src/policies/limit-body.ts")).toBe("policies");
    expect(roomOf("workers/gateway/src/idempotency/deps.ts")).toBe("idempotency");
    expect(roomOf("workers/gateway/src/limit-body.ts")).toBeNull();
  });
});

describe("the rooms table", () => {
  test("holds no exception that nothing needs", () => {
    expect(unusedExceptions(sources)).toEqual([]);
    expect(unusedExceptions([])).not.toEqual([]);
  });

  test("lets no room of the gateway know one that comes after it", () => {
    const order = GATEWAY_ROOM_NAMES.map(String);
    const late = GATEWAY_ROOM_NAMES.flatMap((room) =>
      GATEWAY_ROOMS[room].rooms.filter((known) => order.indexOf(known) > order.indexOf(room)),
    );
    expect(late).toEqual([]);
  });
});

describe("no files and no folders import each other in a ring", () => {
  const known = sources.filter(({ path }) => !isTest(path));
  const before = ringBreaches(known);
  const closedBy = (planted: Record<string, string>) => {
    const files = Object.entries(planted).map(([path, text]) => sourceFile(path, text));
    return ringBreaches([...known, ...files]).filter((breach) => !before.includes(breach));
  };
  test("holds in packages, Workers, storefront and tools", () => {
    expect(before).toEqual([]);
  });

  test.each<[what: string, planted: Record<string, string>, folder: string]>([
    [
      "two files, one of them by its types alone",
      {
        "tools/a.ts": 'import { b } from "./b.ts";',
        "tools/b.ts": 'import type { A } from "./a.ts";',
      },
      "tools",
    ],
    [
      "a room of the gateway and one that comes after it",
      { "workers/gateway/src/table/a.ts": 'import { own } from "../own/errors.ts";' },
      "workers/gateway/src",
    ],
    [
      "three folders of the storefront, none of them by one file",
      {
        "web/src/a/a.ts": 'import { b } from "../b/b.ts";',
        "web/src/b/b.ts": "export const b = 1;",
        "web/src/b/c.tsx": 'export { c } from "../c/c.ts";',
        "web/src/c/c.ts": 'export const c = () => import("../a/a.ts");',
      },
      "web/src",
    ],
    [
      "a folder and the file above it",
      {
        "packages/kept/src/a.ts": 'import { b } from "@edgemart/kept/b/b";',
        "packages/kept/src/b/b.ts": 'import type { A } from "../a.ts";',
      },
      "packages/kept/src",
    ],
    [
      "a package and the tools that use it",
      { "packages/contracts/src/a.ts": 'import { ROOT } from "../../../tools/run-command.ts";' },
      "the root",
    ],
  ])("refuses %s", (_what, planted, folder) => {
    const folders = closedBy(planted).map((breach) => breach.split(": ")[0]);
    expect([...new Set(folders)]).toEqual([folder]);
  });
});

describe("packages", () => {
  test("have no barrel", () => {
    expect(barrelBreaches(sources.map((file) => file.path))).toEqual([]);
    expect(barrelBreaches(["packages/contracts/src/index.ts"])).not.toEqual([]);
  });

  test("depend on exact versions only, the same ones everywhere", () => {
    expect(pinBreaches(manifests)).toEqual([]);
    expect(versionBreaches(manifests)).toEqual([]);
    expect(pinBreaches([{ path: "a", dependencies: { zod: "^4.0.0" } }])).not.toEqual([]);
    const other = { path: "b", dependencies: { zod: "4.0.1" } };
    expect(versionBreaches([{ path: "a", dependencies: { zod: "4.0.0" } }, other])).not.toEqual([]);
  });

  test("justify each direct dependency in docs/dependencies.md, and nothing that is gone", () => {
    const page = readFileSync(join(ROOT, "docs/dependencies.md"), "utf8");
    expect(justificationBreaches(manifests, page)).toEqual([]);
    expect(justificationBreaches([{ path: "a", dependencies: { zod: "4.0.0" } }], "")).not.toEqual(
      [],
    );
    expect(justificationBreaches([], "| `gone` | a reason that is long enough |")).not.toEqual([]);
  });
});

describe("wrangler files", () => {
  test("give a private Worker no port, no preview and no route, in any environment", () => {
    expect(publicDoorBreaches(services)).toEqual([]);
    expect(services.filter((one) => one.isPublic).map((one) => one.folder)).toEqual(
      [...PUBLIC_FOLDERS].sort((a, b) => (a < b ? -1 : 1)),
    );
    const auth = serviceNamed("auth");
    const open = (change: Partial<Service>) => publicDoorBreaches([{ ...auth, ...change }]);
    expect(open({ workersDev: true })).not.toEqual([]);
    expect(open({ previewUrls: true })).not.toEqual([]);
    expect(open({ routes: [{ pattern: "auth.example.com" }] })).not.toEqual([]);
    const staging = { ...auth, workersDev: true };
    expect(open({ environments: { staging } })).not.toEqual([]);
  });

  test("share one compatibility date", () => {
    expect(dateBreaches(services)).toEqual([]);
    expect(dateBreaches([gateway, { ...gateway, compatibilityDate: "2020-01-01" }])).not.toEqual(
      [],
    );
  });

  test("notifications 8: name their queues, each with one consumer and its dead letters read", () => {
    expect(queueBreaches(services)).toEqual([]);
    const taking = (...taken: [queue: string, dead: string | null][]) =>
      queueBreaches([
        {
          ...gateway,
          queues: { sent: [], taken: taken.map(([queue, dead]) => ({ queue, dead })) },
        },
      ]);
    expect(
      taking(["edgemart-order", "edgemart-order-dead"], ["edgemart-order-dead", null]),
    ).toEqual([]);
    expect(taking(["edgemart-order-steps", null])).toEqual([]);
    expect(taking(["edgemart-order", null])).toHaveLength(1);
    expect(taking(["edgemart-order", "edgemart-order-dead"])).toHaveLength(1);
    expect(taking(["edgemart-a-steps", null], ["edgemart-a-steps", null])).toHaveLength(1);
    expect(queueBreaches([{ ...gateway, queues: { sent: ["orders"], taken: [] } }])).toHaveLength(
      1,
    );
  });

  test("operations 4: record traces without query strings and know their version", () => {
    expect(observabilityBreaches(services)).toEqual([]);
    const dark = { logs: false, traces: false, redactsQuery: false };
    const planted = { ...gateway, observability: dark, surface: [], environments: {} };
    expect(observabilityBreaches([planted])).toHaveLength(4);
  });

  test("operations 1: state no environment; each has every binding, and nothing of a laptop", () => {
    expect(environmentBreaches(services)).toEqual([]);
    const { production = gateway, ...others } = gateway.environments;
    const breachesWith = (change: object) =>
      environmentBreaches([{ ...gateway, environments: others, ...change }]);
    expect(breachesWith({})).toEqual(["there is no deploy/production.jsonc"]);
    const bare = { ...production, surface: [] };
    expect(breachesWith({ environments: { ...others, production: bare } })).toContain(
      "wrangler.toml (production) lacks services AUTH",
    );
    const vars = { CORS_ORIGINS: "http://localhost:3000" };
    const local = { ...production, vars };
    expect(breachesWith({ environments: { ...others, production: local } })).toEqual([
      "wrangler.toml (production): CORS_ORIGINS is http://localhost:3000",
    ]);
    expect(breachesWith({ local: { env: {} } })[0]).toContain("states [env.*]");
  });

  test("give each Worker of each environment a name of its own", () => {
    expect(nameBreaches(services)).toEqual([]);
    expect(nameBreaches([gateway, gateway])).not.toEqual([]);
  });

  test.each([undefined, ...ENVIRONMENTS])(
    "bind existing Workers without a cycle (%s)",
    (environment) => {
      expect(missingBindings(services, environment)).toEqual([]);
      expect(deployOrder(services, environment)).toHaveLength(services.length);
      expect(missingBindings([gateway], environment)).toHaveLength(gateway.bindings.length);
    },
  );

  test("name entrypoints that the callee exports", () => {
    expect(entrypointBreaches(services, doorOf)).toEqual([]);
    expect(entrypointBreaches(services, () => "export class Other {}")).not.toEqual([]);
  });

  test("bind every Worker the gateway's table sends requests to", () => {
    expect(routeBreaches(ROWS, gateway)).toEqual([]);
    expect(routeBreaches([{ path: "/api/wallets", to: "WALLET" }], gateway)).toEqual(
      expect.arrayContaining([
        "wrangler.toml: the row /api/wallets goes to WALLET, which is not bound",
        "wrangler.toml (production): the row /api/wallets goes to WALLET, which is not bound",
      ]),
    );
  });

  test.each(services)("have a README.md beside the code of $id", ({ folder }) => {
    expect(existsSync(join(ROOT, folder, "README.md")), `${folder}/README.md`).toBe(true);
  });
});

function serviceNamed(id: string): Service {
  const found = services.find((service) => service.id === id);
  if (!found) throw new Error(`there is no Worker ${id}`);
  return found;
}

/** Text of a Worker's entry module; empty when it is built and not there. */
function doorOf(service: Service): string {
  const path = join(ROOT, service.main);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function readManifests(): Manifest[] {
  const folders = ["packages", "workers"].flatMap((group) =>
    readdirSync(join(ROOT, group)).map((name) => `${group}/${name}`),
  );
  return ["package.json", ...[...folders, "web"].map((folder) => `${folder}/package.json`)]
    .filter((path) => existsSync(join(ROOT, path)))
    .map((path) => ({ ...JSON.parse(readFileSync(join(ROOT, path), "utf8")), path }));
}
