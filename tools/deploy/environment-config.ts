/** Makes a Worker's configuration in an environment from its local wrangler file and the environment's file. Pure. */
import type { Environment, EnvironmentFile } from "./environment-file.ts";

/** A wrangler file as data. */
export type WranglerTable = Record<string, unknown>;

/** Origins of the three doors on a laptop, as the wrangler files name them. */
const LOCAL_ORIGIN = {
  shop: "http://localhost:3000",
  api: "http://localhost:8000",
  images: "http://localhost:8001",
} as const;
type Door = keyof typeof LOCAL_ORIGIN;

/** Which Worker is which door, by its short name. */
const DOOR_OF: Record<string, Door> = { web: "shop", gateway: "api", "image-resizer": "images" };

/** Whom passkeys are made for on a laptop. */
const LOCAL_SHOP_HOST = "localhost";

/** `iss` of access tokens on a laptop. */
const LOCAL_ISSUER = "https://auth.edgemart.local";

/**
 * Makes the configuration that is sent to Cloudflare.
 *
 * Names of Workers, buckets, queues and databases get the environment's name. A variable that holds a door's local origin
 * or the local issuer holds the environment's; others are those of the environment's file, else as they are locally. A
 * door has its domain and no other address; a private Worker has none.
 *
 * @param local the Worker's wrangler file: the local configuration
 * @param id    the Worker's short name
 */
export function environmentConfig(
  local: WranglerTable,
  id: string,
  environment: Environment,
  file: EnvironmentFile,
): WranglerTable {
  const { dev: _dev, env: _env, ...shared } = local;
  const door = DOOR_OF[id];
  const named = (name: unknown) => `${name}-${environment}`;
  return {
    ...shared,
    name: named(local.name),
    workers_dev: false,
    preview_urls: false,
    ...(door && { routes: [{ pattern: file.hosts[door], custom_domain: true }] }),
    ...(isTable(local.vars) && { vars: varsOf(local.vars, id, environment, file) }),
    ...rows(local, "services", (row) => ({ ...row, service: named(row.service) })),
    ...rows(local, "r2_buckets", (row) => ({ ...row, bucket_name: named(row.bucket_name) })),
    ...rows(local, "ratelimits", (row) => ({
      ...row,
      namespace_id: String(Number(row.namespace_id) + file.rateLimitNamespace),
    })),
    ...(isTable(local.queues) && { queues: queuesOf(local.queues, named) }),
  };
}

function varsOf(
  local: WranglerTable,
  id: string,
  environment: Environment,
  file: EnvironmentFile,
): WranglerTable {
  const own = file.workers[id]?.vars ?? {};
  const entries = Object.entries(local).map(([name, value]) => [
    name,
    own[name] ?? file.vars[name] ?? derivedOf(value, environment, file),
  ]);
  // What a Worker reads only where an operator sets it has no local value.
  return { ...Object.fromEntries(entries), ...own };
}

function derivedOf(value: unknown, environment: Environment, file: EnvironmentFile): unknown {
  if (value === "local") return environment;
  if (value === LOCAL_ISSUER) return file.issuer;
  if (value === LOCAL_SHOP_HOST) return file.hosts.shop;
  const doors = Object.keys(LOCAL_ORIGIN) as Door[]; // the keys of the table, as its type says
  const door = doors.find((name) => LOCAL_ORIGIN[name] === value);
  return door ? `https://${file.hosts[door]}` : value;
}

function queuesOf(queues: WranglerTable, named: (name: unknown) => string): WranglerTable {
  const dead = "dead_letter_queue";
  return {
    ...queues,
    ...rows(queues, "producers", (row) => ({ ...row, queue: named(row.queue) })),
    ...rows(queues, "consumers", (row) => ({
      ...row,
      queue: named(row.queue),
      ...(row[dead] !== undefined && { [dead]: named(row[dead]) }),
    })),
  };
}

/** Changes each row of a list of stanzas; nothing where there is none. */
function rows(
  table: WranglerTable,
  key: string,
  change: (row: WranglerTable) => WranglerTable,
): WranglerTable {
  const list = table[key];
  return Array.isArray(list) ? { [key]: list.map((row) => change(row as WranglerTable)) } : {};
}

function isTable(value: unknown): value is WranglerTable {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
