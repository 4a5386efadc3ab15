/** What pages say is what the code does; each rule is also shown a planted falsehood, which it must refuse. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { ERRORS } from "@edgemart/contracts/error";
import { originalKey } from "@edgemart/contracts/images";
import { describe, expect, test } from "vitest";
import { throwawaySecrets } from "../tools/constellation/secrets.ts";
import { migratedWorkers, roleOf, schemaOf } from "../tools/migrate.ts";
import { DEFAULT_PORTS } from "../tools/paths.ts";
import { ROOT } from "../tools/run-command.ts";
import { discoverServices } from "../tools/services.ts";
import { readArguments, type Understood } from "../tools/start/arguments.ts";
import { variableProblems } from "../tools/start/preflight.ts";
import { cartCookieName } from "../web/src/domains/cart/cart-cookie.ts";
import { cookieNames } from "../web/src/session/session-cookies.ts";
import { THEME_KEY } from "../web/src/shell/theme-script.ts";
import { isTest, readSources, sourceFile } from "./architecture/source-file.ts";
import { catalogBreaches } from "./architecture/words.ts";
import {
  parsedKeys,
  variablesOn,
  type WorkerEnvironment,
  workerBreaches,
} from "./documents/configuration.ts";
import { environmentOf, keysMissed, rotationNames, SHAPES } from "./documents/environment.ts";
import {
  indexBreaches,
  linkBreaches,
  pathBreaches,
  scriptBreaches,
  startArguments,
} from "./documents/mentions.ts";
import { codeOf, headingsOf, pageOf, readPages, rowsOf } from "./documents/page.ts";
import { keyBreaches, keyPatterns, tableBreaches, tablesOf } from "./documents/storage.ts";
import { translationBreaches } from "./documents/translation.ts";

const pages = readPages(ROOT);
const sources = readSources(ROOT);
const services = discoverServices(ROOT);
const START: Understood = { command: "npm start", workers: services.map(({ id }) => id) };
const configuration = pageAt("docs/configuration.md");
const storage = pageAt("docs/storage.md");
const readme = pageAt("README.md");
const exists = (path: string) => existsSync(join(ROOT, path));
const configurations = [
  configuration,
  ...services.map(({ folder }) => pageAt(`${folder}/README.md`)),
];
const { scripts } = JSON.parse(readText("package.json")) as { scripts: Record<string, string> };

describe("docs/configuration.md and the READMEs of the Workers", () => {
  test.each(services)(
    "the README gives each variable, secret and binding of $id one true row",
    (service) => {
      const own = (path: string) => exists(`${service.folder}/${path}`);
      const page = pageAt(`${service.folder}/README.md`);
      expect(workerBreaches(page, "Environment", environmentOf(service), own)).toEqual([]);
    },
  );

  test("refuses a missing, a left-over, a wrong and an unread row", () => {
    const worker: WorkerEnvironment = {
      id: "x",
      stated: [{ name: "A_B", kind: "var", default: "1" }],
      parsed: ["A_B"],
    };
    const page = (row: string) =>
      pageOf(
        "p.md",
        `## x\n\n| name | kind | default | read by |\n|---|---|---|---|\n${row}\n\n## y\n`,
      );
    const breaches = (row: string, change: Partial<WorkerEnvironment> = {}) =>
      workerBreaches(page(row), "x", { ...worker, ...change }, () => true);
    expect(breaches("| `A_B` | var | `1` | `src/a.ts` |")).toEqual([]);
    expect(breaches("")).toEqual(["p.md, x: A_B needs one row"]);
    expect(breaches("| `A_B` | var | `2` | `src/a.ts` |")).toEqual(["p.md, x: A_B has `1`"]);
    expect(breaches("| `A_B` | secret | `1` | `src/a.ts` |")).toEqual(["p.md, x: A_B is a var"]);
    expect(breaches("| `A_B` | var | `1` | nobody yet |")).not.toEqual([]);
    expect(breaches("| `A_B` | var | `1` | `src/a.ts` |", { parsed: [] })).toEqual([
      "p.md, x: A_B is read by nobody yet",
    ]);
    expect(breaches("| `A_B` | var | `1` | `src/a.ts` |\n| `C_D` | var | `1` | `a` |")).toContain(
      "p.md, x: C_D is gone",
    );
  });

  test.each(services)(
    "knows every key that $id's own reader misses in nothing",
    async (service) => {
      const { parsed } = environmentOf(service);
      expect(parsed).toEqual(expect.arrayContaining(await keysMissed(service)));
      expect(() => parsedKeys("  ...Others,", SHAPES)).toThrow(/Others/);
    },
  );

  test("names every variable that tools and tests read, every secret made, every name of a rotation", async () => {
    const named = configurations.flatMap((page) => codeOf(page.prose));
    const read = sources.flatMap(({ code }) =>
      [...code.matchAll(/process\.env\.([A-Z][A-Z0-9_]*)/g)].map((found) => found[1]),
    );
    expect(named).toEqual(expect.arrayContaining([...new Set(read)]));
    expect(named).toEqual(expect.arrayContaining(rotationNames(await throwawaySecrets())));
  });

  test("names no variable that nothing knows", async () => {
    const known = [
      ...rotationNames(await throwawaySecrets()),
      ...sources.filter(({ path }) => !path.startsWith("tests/documents")).map(({ code }) => code),
      ...services.map(({ configPath }) => readText(configPath)),
    ].join("\n");
    const external = rowsOf(configuration, "The shell")
      .filter((row) => row["read by"] === "Wrangler")
      .flatMap((row) => codeOf(row.name ?? ""));
    const unknown = configurations
      .flatMap(variablesOn)
      .filter((name) => !external.includes(name) && !new RegExp(`\\b${name}\\b`).test(known));
    expect(unknown).toEqual([]);
  });

  test("gives every port of npm start, with its number", () => {
    const rows = rowsOf(configuration, "Ports").map((row) => [
      codeOf(row.name ?? "")[0],
      Number.parseInt(row.default ?? "", 10),
    ]);
    expect(Object.fromEntries(rows)).toEqual(DEFAULT_PORTS);
  });

  test("gives every option of npm start, and examples it understands", () => {
    const rows = rowsOf(configuration, "Options of `npm start` and `npm run dev`");
    const understood = [...refusal(["--no-such-option"]).matchAll(/--[a-z][a-z-]+/g)].map(String);
    expect(rows.map((row) => codeOf(row.option ?? "")[0]).sort()).toEqual(
      [...new Set(understood)].filter((option) => option !== "--no-such-option").sort(),
    );
    const shown = pages.flatMap(startArguments).filter((args) => !args.join().includes("name="));
    expect(shown.length).toBeGreaterThanOrEqual(rows.length);
    for (const args of shown) expect(() => readArguments(args, START)).not.toThrow();
  });
});

describe("READMEs of Workers and packages", () => {
  const MUST_NEVER = "It must never";
  const told = [...services.map(({ folder }) => folder), "packages", "tests", "tools", "web"];

  test.each(told)("%s says what it must never do, below the heading of all", (folder) => {
    const titles = headingsOf(pageAt(`${folder}/README.md`)).map(({ title }) => title);
    expect(titles.filter((title) => /\bnever\b/i.test(title))).toEqual([MUST_NEVER]);
  });

  test("write catalog in one way", () => {
    expect(pages.flatMap(catalogBreaches)).toEqual([]);
    expect(catalogBreaches(pageOf("docs/a.md", "The catalogue."))).toHaveLength(1);
  });
});

describe(".dev.vars.example", () => {
  const example = readText(".dev.vars.example");

  test("changes nothing when it is copied as it stands", () => {
    expect(parseEnv(example)).toEqual({});
  });

  test("holds, switched on, values that npm start accepts, all of them in configuration.md", () => {
    const values = parseEnv(example.replace(/^# (?=[A-Z_]+=)/gm, "")) as Record<string, string>;
    expect(Object.keys(values).length).toBeGreaterThan(3);
    expect(variableProblems(values)).toEqual([]);
    expect(variablesOn(configuration)).toEqual(expect.arrayContaining(Object.keys(values)));
  });
});

describe("docs/storage.md", () => {
  test("has every table and every constraint of the migrations, and no other", async () => {
    const workers = await migratedWorkers();
    const sql = workers.flatMap(migrationsOf).join("\n");
    const tables = [
      ...tablesOf(sql),
      ...workers.map((worker) => `${schemaOf(worker)}.schema_migration`),
    ];
    expect(tables.length).toBeGreaterThan(workers.length);
    expect(tableBreaches(storage, tables, sql)).toEqual([]);
    expect(codeOf(storage.prose)).toEqual(expect.arrayContaining(workers.map(roleOf)));

    const more = `${sql}\nCREATE TABLE catalog.gift (id text CONSTRAINT "gift_whole" CHECK (true));`;
    expect(tableBreaches(storage, [...tables, "catalog.gift"], more)).toEqual([
      "docs/storage.md lacks catalog.gift",
      "docs/storage.md does not say what gift_whole guarantees",
    ]);
    expect(tableBreaches(storage, tables.slice(1), sql)).toEqual([
      `docs/storage.md ${tables[0]} is gone`,
    ]);
  });

  test("has every Redis key that code builds, each built once, and no other", () => {
    const keys = keyPatterns(sources);
    expect(keys.map(({ pattern }) => pattern)).toEqual(
      expect.arrayContaining(["s:<>", "rev:m:<>", "idem:{<>}:res", "gen:catalog"]),
    );
    expect(keyBreaches(storage, keys, sources)).toEqual([]);

    const planted = sourceFile(
      "workers/auth/src/adapters/a.ts",
      // In pieces, because a placeholder in a plain string looks like a slip.
      ["export const a = (id: string) => [`cart:$", "{id}`, `s:$", "{id}`];"].join(""),
    );
    expect(keyBreaches(storage, keyPatterns([...sources, planted]), sources)).toEqual([
      "docs/storage.md lacks cart:<>, built in workers/auth/src/adapters/a.ts",
      "docs/storage.md s:<> is built a second time in workers/auth/src/adapters/a.ts",
    ]);
    expect(keyBreaches(storage, keys.slice(1), sources)).not.toEqual([]);
  });

  test("has every bucket, the key of an original, every cookie and what the browser stores", () => {
    const words = codeOf(storage.prose);
    const buckets = services.flatMap(({ r2Buckets }) => r2Buckets.map(({ bucket }) => bucket));
    const rows = rowsOf(storage, "R2").map((row) => codeOf(row.bucket ?? "")[0]);
    expect(new Set(rows)).toEqual(new Set(buckets));
    expect(words).toContain(originalKey("<sha256>"));
    expect(words).toContain(THEME_KEY);
    const cookies = rowsOf(storage, "The browser").map((row) => [
      codeOf(row.cookie ?? "")[0],
      codeOf(row["without prefix"] ?? "")[0],
    ]);
    const [prefixed, plain] = [false, true].map((without) => [
      ...Object.values(cookieNames(without)),
      cartCookieName(without),
    ]);
    expect(cookies).toEqual(prefixed?.map((name, at) => [name, plain?.[at]]));
  });
});

describe("every page", () => {
  test.each(pages.map((page) => [page.path, page] as const))(
    "%s links to what exists",
    (_, page) => {
      expect(linkBreaches(page, pages, exists)).toEqual([]);
    },
  );

  test.each(pages.map((page) => [page.path, page] as const))(
    "%s names files that exist",
    (_, page) => {
      // The guide's own example is a service that is not there.
      const breaches = pathBreaches(page, exists).filter(
        (breach) => page.path !== "docs/add-a-service.md" || !/\bwishlist\b/.test(breach),
      );
      expect(breaches).toEqual([]);
    },
  );

  test("names only commands that package.json has, and so do files that speak to people", () => {
    const others = [...services.map(({ configPath }) => configPath), ".dev.vars.example"];
    const texts = [
      ...[...pages, ...sources.filter(({ path }) => !isTest(path))].map(
        ({ path, text }) => [path, text] as const,
      ),
      ...others.map((path) => [path, readText(path)] as const),
    ];
    expect(texts.flatMap(([path, text]) => scriptBreaches(path, text, scripts))).toEqual([]);
  });

  test("refuses dead links, lost headings, lost files and unknown commands", () => {
    const page = pageOf("docs/a.md", "# A b\n[x](gone.md) [y](#a-b) [z](#c) `tools/gone.ts`\n");
    expect(linkBreaches(page, [], (path) => path === "docs/a.md")).toEqual([
      "docs/a.md links to gone.md, which does not exist",
      "docs/a.md links to #c, which is no heading there",
    ]);
    expect(pathBreaches(page, () => false)).toEqual([
      "docs/a.md names tools/gone.ts, which does not exist",
    ]);
    expect(scriptBreaches("a.md", "`npm run gone`, `npm run check`", scripts)).toHaveLength(1);
  });
});

describe("docs/errors.md", () => {
  test("explains every code of the table and no other", () => {
    const page = pageAt("docs/errors.md");
    const explained = headingsOf(page).flatMap(({ level, title }) => (level === 2 ? [title] : []));
    expect(explained).toEqual(Object.keys(ERRORS));
    const statuses = rowsOf(page).map((row) => [codeOf(row.code ?? "")[0], Number(row.status)]);
    expect(statuses).toEqual(Object.entries(ERRORS).map(([code, { status }]) => [code, status]));
  });
});

describe("index pages", () => {
  test("tools/README.md explains every command", () => {
    const commands = Object.keys(scripts).map((name) =>
      name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`,
    );
    expect(indexBreaches(pageAt("tools/README.md"), commands)).toEqual([]);
    expect(indexBreaches(pageAt("tools/README.md"), ["npm run gone"])).toHaveLength(1);
  });

  test.each(entriesOf("packages").filter((name) => !name.includes(".")))(
    "packages/README.md lists every subpath of %s",
    (name) => {
      const files = entriesOf(`packages/${name}/src`).filter((file) => !isTest(file));
      const rows = rowsOf(pageAt("packages/README.md"), name);
      const listed = rows.flatMap((row) => codeOf(row.subpath ?? "")).sort();
      const subpaths = files.map((file) => file.replace(/\.ts$/, "")).sort();
      // A contract that has its Worker's name is explained by that Worker's README.
      const isKnown = (subpath: string) => services.some(({ id }) => id === subpath);
      expect(listed).toEqual(subpaths.filter((each) => listed.includes(each) || !isKnown(each)));
    },
  );

  test("tests, docs and benchmarks list what stands beside them", () => {
    const folder = (path: string) => (entry: string) =>
      entriesOf(path).includes(entry) && !entry.includes(".") ? `${entry}/` : entry;
    for (const path of ["tests", "benchmarks"]) {
      const entries = entriesOf(path).filter((entry) => entry !== "README.md");
      expect(indexBreaches(pageAt(`${path}/README.md`), entries.map(folder(path)))).toEqual([]);
    }
    const docs = entriesOf("docs").filter((entry) => !["README.md", "decisions"].includes(entry));
    expect(indexBreaches(pageAt("docs/README.md"), docs)).toEqual([]);
    const decisions = entriesOf("docs/decisions").filter((entry) => entry !== "README.md");
    expect(indexBreaches(pageAt("docs/decisions/README.md"), decisions)).toEqual([]);
  });
});

describe("README.ko.md", () => {
  test("is README.md in everything but its words", () => {
    const korean = pageAt("README.ko.md");
    expect(translationBreaches(readme, korean)).toEqual([]);
    expect(korean.prose.match(/[가-힣]/g)?.length).toBeGreaterThan(1000);
    const cut = pageOf(korean.path, korean.text.replace(/^## .*$/m, ""));
    expect(translationBreaches(readme, cut)).toContain(
      "README.ko.md has other headings than README.md",
    );
    const other = pageOf(korean.path, korean.text.replace("npm ci && npm test", "npm test"));
    expect(translationBreaches(readme, other)).toEqual([
      "README.ko.md has other code blocks than README.md",
    ]);
  });
});

function pageAt(path: string) {
  const found = pages.find((page) => page.path === path);
  if (!found) throw new Error(`there is no ${path}`);
  return found;
}

function readText(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

function entriesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).filter((entry) => !entry.startsWith("."));
}

function migrationsOf(worker: string): string[] {
  const folder = `workers/${worker}/db/migrations`;
  return entriesOf(folder)
    .filter((name) => name.endsWith(".sql"))
    .map((name) => readText(`${folder}/${name}`));
}

function refusal(args: string[]): string {
  try {
    readArguments(args, START);
    return "";
  } catch (thrown) {
    return String(thrown);
  }
}
