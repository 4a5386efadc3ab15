/** Which room a file is in, and what of its imports the tables refuse. @see docs/architecture.md */

import { ROOT } from "../../tools/run-command.ts";
import { discoverServices } from "../../tools/services.ts";
import { GATEWAY_ROOM_NAMES, GATEWAY_ROOMS, type GatewayRoom } from "./gateway-rooms.ts";
import type { RoomRule } from "./room-rule.ts";
import { ROOM_NAMES, ROOM_TABLE, type Room } from "./room-table.ts";
import { isTest, resolveImport, type SourceFile } from "./source-file.ts";

const ROOMS: ReadonlySet<string> = new Set(ROOM_NAMES);
const GATEWAY: ReadonlySet<string> = new Set(GATEWAY_ROOM_NAMES);
const DRIVERS =
  /^(drizzle-orm|@neondatabase\/|@upstash\/|ioredis|pg$|@edgemart\/(postgres|redis)\/client$)/;

/** What each package may import besides its own files. */
const PACKAGE_MAY_IMPORT: Record<string, RegExp> = {
  contracts: /^zod$/,
  "worker-kit": /^(hono(\/.+)?|jose|zod|typeid-js|@hono\/zod-validator|@edgemart\/contracts\/.+)$/,
  postgres:
    /^(drizzle-orm(\/.+)?|@neondatabase\/serverless|@edgemart\/worker-kit\/store-budget|zod)$/,
  redis: /^(@upstash\/redis(\/.+)?|@edgemart\/worker-kit\/store-budget|zod)$/,
  // Nothing: it is data structures.
  kept: /^$/,
};

/** Tells the room of a Worker's file from its path; null outside the rooms (a codec, a helper's own file). */
export function roomOf(path: string): Room | GatewayRoom | null {
  const [, worker, inside] = /^workers\/([^/]+)\/(?:src\/)?(.+)$/.exec(path) ?? [];
  if (!inside) return null;
  const parts = inside.replace(/\.tsx?$/, "").split("/");
  if (worker === "gateway") return GATEWAY.has(parts[0] ?? "") ? (parts[0] as GatewayRoom) : null;
  const folder = parts.slice(0, -1).find((part) => ROOMS.has(part));
  const own = parts.length === 1 || parts.at(-1) !== "index" ? parts.at(-1) : undefined;
  const room = folder ?? own;
  return room !== undefined && ROOMS.has(room) ? (room as Room) : null;
}

/** Gives the rooms table that holds for a Worker's file: the gateway's own, or that of all other Workers. */
function tableOf(path: string): Record<string, RoomRule> {
  return path.startsWith("workers/gateway/") ? GATEWAY_ROOMS : ROOM_TABLE;
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

/** Refuses a file of a Worker's `src` that is in no room. */
export function roomlessBreaches(file: SourceFile): string[] {
  const inside = /^workers\/([^/]+\/src\/.+)$/.exec(file.path)?.[1];
  if (inside === undefined || isTest(file.path) || roomOf(file.path) !== null) return [];
  return [`${file.path} stands in no room: see docs/architecture.md`];
}

/** Lists exceptions of the tables that nothing needs any more. */
export function unusedExceptions(files: readonly SourceFile[]): string[] {
  const workers = files.filter((file) => file.path.startsWith("workers/") && !isTest(file.path));
  const imports = workers.flatMap((file) =>
    file.imports.map((specifier) => ({
      table: tableOf(file.path),
      room: roomOf(file.path),
      what: namedIn(resolveImport(file, specifier), specifier),
    })),
  );
  return [ROOM_TABLE, GATEWAY_ROOMS].flatMap((table: Record<string, RoomRule>) =>
    Object.entries(table).flatMap(([room, { besides = [] }]) => {
      const own = imports.filter((each) => each.table === table && each.room === room);
      return besides
        .filter(([what]) => !own.some((each) => what.test(each.what)))
        .map(([what]) => `${room}: ${what}`);
    }),
  );
}

function roomBreach(path: string, specifier: string, target: string | null): string | null {
  const room = roomOf(path);
  const rule = room === null ? undefined : tableOf(path)[room];
  if (room === null || rule === undefined) return null;
  if (room === "routes" && DRIVERS.test(specifier)) return "routes never touch a driver";
  const { rooms, packages, besides = [] } = rule;
  const toRoom = target === null ? null : roomOf(target);
  const permitted =
    target === null
      ? packages.some((name) => name.test(specifier))
      : toRoom !== null && rooms.includes(toRoom);
  const named = namedIn(target, specifier);
  if (permitted || besides.some(([what]) => what.test(named))) return null;
  return `${room} may not`;
}

/** What an exception names: a path below `workers/`, or a package. */
function namedIn(target: string | null, specifier: string): string {
  return target === null ? specifier : inWorkers(target);
}

function inWorkers(path: string): string {
  return path.replace(/^workers\//, "");
}

/** Rules about one import that hold in every room of a Worker and in the storefront. */
function doorBreach(path: string, specifier: string, target: string | null): string | null {
  if (!/^(workers|web|packages)\//.test(path)) return null;
  const room = roomOf(path);
  const isDoor = /^workers\/[^/]+\/src\/index\.ts$|^web\/src\/worker\.ts$/.test(path);
  if (/^cloudflare:/.test(specifier) && !isDoor && room !== "objects") {
    return "only a door (index.ts) and objects/ know the platform";
  }
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

/** Names of what is deployed: a Worker's id is its folder's and its package's name. */
const WORKER_PACKAGES: ReadonlySet<string> = new Set(discoverServices(ROOT).map(({ id }) => id));

function ownerOf(path: string): string | null {
  if (path.startsWith("web/")) return "web";
  return /^workers\/([^/]+)\//.exec(path)?.[1] ?? null;
}
