/** The rooms table as data: which room a file stands in and what each room may import. @see docs/architecture.md */
import { isTest, resolveImport, type SourceFile } from "./source-file.ts";

export type Room =
  | "index"
  | "app"
  | "env"
  | "deps"
  | "routes"
  | "verbs"
  | "core"
  | "views"
  | "ports"
  | "adapters"
  | "db";

const ROOMS: ReadonlySet<string> = new Set<Room>([
  "index",
  "app",
  "env",
  "deps",
  "routes",
  "verbs",
  "core",
  "views",
  "ports",
  "adapters",
  "db",
]);

const CONTRACTS = /^@edgemart\/contracts\//;
const DRIVERS =
  /^(drizzle-orm|@neondatabase\/|@upstash\/|ioredis|pg$|@edgemart\/(postgres|redis)\/client$)/;

/** zod and node:crypto's digests are pure; what is random in the latter is refused by the purity rule. */
const PURE = [CONTRACTS, /^zod$/, /^node:crypto$/];

/** What a room may import; rooms that are not listed are bound by the other rules only. */
const MAY_IMPORT: Partial<Record<Room, { rooms: (Room | null)[]; packages: RegExp[] }>> = {
  core: { rooms: ["core"], packages: PURE },
  views: { rooms: ["views", "core"], packages: PURE },
  verbs: { rooms: ["verbs", "core", "ports"], packages: [CONTRACTS] },
  // null: a file outside the rooms, such as the parser of one secret.
  env: {
    rooms: ["env", "core", null],
    packages: [...PURE, /^@edgemart\/worker-kit\//, /^@edgemart\/redis\/vars$/],
  },
};

/** What each package may import besides its own files. */
const PACKAGE_MAY_IMPORT: Record<string, RegExp> = {
  contracts: /^zod$/,
  "worker-kit": /^(hono(\/.+)?|jose|zod|typeid-js|@hono\/zod-validator|@edgemart\/contracts\/.+)$/,
  postgres: /^(drizzle-orm(\/.+)?|@neondatabase\/serverless)$/,
  redis: /^(@upstash\/redis(\/.+)?|zod)$/,
};

/** Tells the room of a Worker's file from its path; null outside the rooms (a gateway policy, a codec). */
export function roomOf(path: string): Room | null {
  const inside = /^workers\/[^/]+\/(?:src\/)?(.+)$/.exec(path)?.[1];
  if (!inside) return null;
  const parts = inside.replace(/\.tsx?$/, "").split("/");
  const folder = parts.slice(0, -1).find((part) => ROOMS.has(part));
  const own = parts.length === 1 || parts.at(-1) !== "index" ? parts.at(-1) : undefined;
  const room = folder ?? own;
  return room !== undefined && ROOMS.has(room) ? (room as Room) : null;
}

/** Lists what a file imports against the rooms table, one sentence each. */
export function importBreaches(file: SourceFile): string[] {
  if (isTest(file.path)) return [];
  return file.imports.flatMap((specifier) => {
    const target = resolveImport(file, specifier);
    const reasons = [
      ownerBreach(file.path, specifier, target),
      packageBreach(file.path, specifier, target),
      roomBreach(file.path, specifier, target),
      doorBreach(file.path, specifier, target),
    ];
    return reasons.flatMap((reason) =>
      reason ? [`${file.path} imports ${specifier}: ${reason}`] : [],
    );
  });
}

function roomBreach(path: string, specifier: string, target: string | null): string | null {
  const room = roomOf(path);
  if (room === null) return null;
  const toRoom = target === null ? null : roomOf(target);
  const allowed = MAY_IMPORT[room];
  if (allowed) {
    const permitted =
      target === null
        ? allowed.packages.some((name) => name.test(specifier))
        : allowed.rooms.includes(toRoom);
    if (!permitted) return `${room} may not`;
  }
  if (room === "routes" && DRIVERS.test(specifier)) return "routes never touch a driver";
  return null;
}

/** Rules about one import that hold in every room of a Worker and in the storefront. */
function doorBreach(path: string, specifier: string, target: string | null): string | null {
  if (!/^(workers|web|packages)\//.test(path)) return null;
  const room = roomOf(path);
  const isDoor = /^workers\/[^/]+\/src\/index\.ts$|^web\/src\/worker\.ts$/.test(path);
  if (/^cloudflare:/.test(specifier) && !isDoor) return "only a door (index.ts) knows the platform";
  const toRoom = target === null ? null : roomOf(target);
  if (toRoom === "adapters" && room !== "deps" && room !== "adapters") {
    return "only deps.ts chooses an adapter";
  }
  if (/^drizzle-orm|^@neondatabase\//.test(specifier) && room !== "adapters" && room !== "db") {
    return path.startsWith("packages/postgres/") ? null : "SQL stands in adapters/ and db/";
  }
  return null;
}

function packageBreach(path: string, specifier: string, target: string | null): string | null {
  const owner = /^packages\/([^/]+)\/src\//.exec(path)?.[1];
  const allowed = owner === undefined ? undefined : PACKAGE_MAY_IMPORT[owner];
  if (owner === undefined || !allowed) return null;
  if (target === null) return allowed.test(specifier) ? null : `${owner} may not`;
  return target.startsWith(`packages/${owner}/src/`) ? null : `${owner} reaches out of its folder`;
}

/** No deployable imports another one's code, and only owner, tools and tests read a `db/`. */
function ownerBreach(path: string, specifier: string, target: string | null): string | null {
  const from = ownerOf(path);
  const named = /^@edgemart\/([^/]+)/.exec(specifier)?.[1];
  const to = target !== null ? ownerOf(target) : named && WORKER_PACKAGES.has(named) ? named : null;
  if (to === null || to === from) return null;
  if (from !== null) return `the code of ${to} belongs to ${to} alone; ask it by RPC`;
  return path.startsWith("packages/") ? `a package knows no Worker (${to})` : null;
}

const WORKER_PACKAGES: ReadonlySet<string> = new Set([
  "gateway",
  "auth",
  "member",
  "catalog",
  "bff",
  "image-resizer",
  "avif",
  "web",
]);

function ownerOf(path: string): string | null {
  if (path.startsWith("web/")) return "web";
  return /^workers\/([^/]+)\//.exec(path)?.[1] ?? null;
}
