/** What is mutated, and by which tests it is judged: discovered, so that a new package or Worker needs no line here. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A package or Worker whose tests are tried. */
export interface Target {
  /** `packages/redis`, `workers/auth`: what is given on the command line. */
  name: string;
  /** Globs of the code. */
  code: string[];
  /** Files of these that only wire, which are not changed: tests in workerd prove them. */
  wiring: string[];
  /** Globs of the tests. */
  tests: string[];
}

/** Rooms of a Worker that decide: a fault there must be noticed without a store and without workerd. */
const DECIDING_ROOMS = ["core", "views", "idempotency", "cache", "table", "policies", "upstream"];
/** The kit of tests is judged by the tests that use it; drawings decide nothing. */
const NOT_JUDGED = ["testkit", "demo-pictures"];

/** Code that is nothing without its store is judged with it, in the tests of its own package. */
const WITH_A_STORE = [
  "packages/postgres/test/keyed-effect.worker.test.ts",
  "packages/postgres/test/outbox.worker.test.ts",
  "packages/redis/test/client.worker.test.ts",
];

/** In a Worker's rooms: handlers and middlewares. */
const TAKES_CONTEXT = /^import [^;]*from "(\.\.\/context\.ts|hono(\/[^"]*)?)";$/m;
/** `<port>.<technology>.ts`. */
const ADAPTER = /\/[^/.]+\.(?!generated\.)[^/.]+\.ts$/;

/** Tells whether a file of a Worker's room wires instead of deciding: it takes a request's context, or talks to a store. Pure. */
export function wires(path: string, text: string): boolean {
  return TAKES_CONTEXT.test(text) || ADAPTER.test(path);
}

/** Lists packages first, then the Workers that have a deciding room. */
export function targets(root: string): Target[] {
  const packages = foldersIn(join(root, "packages"))
    .filter((name) => !NOT_JUDGED.includes(name))
    .map((name) => targetOf(`packages/${name}`, [`packages/${name}/src`]));
  const workers = foldersIn(join(root, "workers"))
    .map((name) => {
      const target = targetOf(`workers/${name}`, roomsOf(root, name));
      return { ...target, wiring: wiringOf(root, roomsOf(root, name)) };
    })
    .filter(({ code }) => code.length > 0);
  return [...packages, ...workers];
}

/**
 * Chooses targets by words: a part of a target's name, or a file or folder of its code, to which the target is narrowed.
 *
 * @param words all targets without any
 */
export function chosen(all: readonly Target[], words: readonly string[]): Target[] {
  if (words.length === 0) return [...all];
  return all.flatMap((target) => {
    if (words.some((word) => target.name.includes(word))) return [target];
    const code = words
      .filter((word) => word.startsWith(`${target.name}/`))
      .map((word) => (word.endsWith(".ts") ? word : `${word.replace(/\/$/, "")}/**/*.ts`));
    return code.length > 0 ? [{ ...target, code }] : [];
  });
}

/** Narrows a target to some files; null when none of them is its own. */
export function narrowed(target: Target, paths: readonly string[]): Target | null {
  const folders = target.code.map((glob) => glob.replace("**/*.ts", ""));
  const code = paths.filter(
    (path) =>
      folders.some((folder) => path.startsWith(folder)) &&
      /(?<!\.test|\.d)\.ts$/.test(path) &&
      !target.wiring.includes(path),
  );
  return code.length > 0 ? { ...target, code } : null;
}

function targetOf(name: string, folders: string[]): Target {
  return {
    name,
    code: folders.map((folder) => `${folder}/**/*.ts`),
    wiring: [],
    tests: [
      `${name}/src/**/!(*.worker).test.ts`,
      ...(name.startsWith("packages/") ? [`${name}/test/**/!(*.worker).test.ts`] : []),
      ...WITH_A_STORE.filter((path) => path.startsWith(name)),
    ],
  };
}

function wiringOf(root: string, folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter((path) => /(?<!\.test)\.ts$/.test(path))
    .filter((path) => wires(path, readFileSync(join(root, path), "utf8")))
    .sort();
}

function roomsOf(root: string, worker: string): string[] {
  return DECIDING_ROOMS.map((room) => `workers/${worker}/src/${room}`).filter((folder) =>
    existsSync(join(root, folder)),
  );
}

function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
