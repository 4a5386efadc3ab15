/** Brings PostgreSQL to the state the Workers expect: one role and schema for each, their migrations, nothing twice. */
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, parseEnv } from "node:util";
import { STATEMENT_MS_MAX } from "@edgemart/postgres/vars";
import type pg from "pg";
import { withAdmin } from "./admin-client.ts";
import { contraction } from "./migrate/expand-only.ts";

const ROOT = dirname(import.meta.dirname);
const TRIES_MAX = 5;
const STATEMENT_TIMEOUT = `${STATEMENT_MS_MAX / 1000}s`;

/** Which database is migrated, and with which roles. */
export interface MigrateOptions {
  /** The database's owner; need not be a superuser, but must be allowed to create roles. */
  adminUrl: string;
  /** Worker → password of its role. An existing role without one here keeps what it has. */
  roles: Record<string, { password: string } | undefined>;
  /** Makes a random password for a new role that was given none; else that is an error. */
  generatePasswords?: boolean;
  /** Folder with `workers/`. @default this clone */
  root?: string;
}

/** What a migration did. */
export interface Migrated {
  /** `member/0000_members.sql` and so on, in the order applied; empty when there was nothing to do. */
  applied: string[];
  /** Worker → password now known to hold; absent for a role that kept its own. */
  passwords: Record<string, string>;
}

/** Name of a Worker's database role. */
export function roleOf(worker: string): string {
  return `edgemart_${worker}`;
}

/** Schemas that are not called as their Worker: `order` is a word of SQL. */
const SCHEMAS: Record<string, string> = { order: "orders" };

/** Gives the name of a Worker's schema. */
export function schemaOf(worker: string): string {
  return SCHEMAS[worker] ?? worker;
}

/** Name of the variable that holds the password of a Worker's role. */
export function passwordName(worker: string): string {
  return `${worker.toUpperCase().replaceAll("-", "_")}_DATABASE_PASSWORD`;
}

/**
 * Builds the connection string of a Worker's role.
 *
 * @param baseUrl any `postgres://` address of the database (or of the HTTP endpoint before it); its user is replaced
 */
export function workerUrl(baseUrl: string, worker: string, password: string): string {
  const url = new URL(baseUrl);
  url.username = roleOf(worker);
  url.password = password;
  return url.href;
}

/** Lists the Workers that own migrations. */
export async function migratedWorkers(root = ROOT): Promise<string[]> {
  const workers = await readdir(join(root, "workers"));
  return workers.filter((worker) => existsSync(migrationsOf(root, worker))).sort();
}

/**
 * Creates roles, schemas and extensions where missing and applies every migration not yet applied.
 *
 * All of it is one transaction under an advisory lock: two runs at once are one run, a failed run is none.
 *
 * @throws Error when a migration that was applied has been edited, or one would break a Worker still running
 */
export async function migrate(options: MigrateOptions): Promise<Migrated> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await migrateOnce(options);
    } catch (error) {
      // Roles belong to the cluster and the lock to the database: runs on two databases can meet in pg_authid.
      const met = ["XX000", "23505", "42710", "40001"].includes(
        (error as { code?: string }).code ?? "",
      );
      if (!met || tried === TRIES_MAX) throw error;
      await delay(50 * tried);
    }
  }
}

async function migrateOnce(options: MigrateOptions): Promise<Migrated> {
  return withAdmin(options.adminUrl, async (client) => {
    await client.query("BEGIN");
    // Another run may take its time; a table's lock that is long in coming would hold up the shop behind it.
    await client.query("SET LOCAL lock_timeout = '120s'");
    await client.query("SELECT pg_advisory_xact_lock(hashtext('edgemart.migrate'))");
    await client.query("SET LOCAL lock_timeout = '10s'");
    await client.query("CREATE EXTENSION IF NOT EXISTS pg_trgm");
    const done: Migrated = { applied: [], passwords: {} };
    const root = options.root ?? ROOT;
    for (const worker of await migratedWorkers(root)) {
      const password = await ensureRole(client, worker, options);
      if (password) done.passwords[worker] = password;
      await ensureSchema(client, worker);
      done.applied.push(...(await applyMigrations(client, root, worker)));
    }
    await client.query("COMMIT");
    return done;
  });
}

async function ensureRole(client: pg.Client, worker: string, options: MigrateOptions) {
  const role = roleOf(worker);
  const name = client.escapeIdentifier(role);
  const found = await client.query("SELECT rolconfig FROM pg_roles WHERE rolname = $1", [role]);
  const given = options.roles[worker]?.password;
  const password = given ?? (options.generatePasswords && !found.rowCount ? newPassword() : null);
  if (!found.rowCount) {
    if (!password) throw new Error(`the role ${role} is new and needs a password`);
    await client.query(`CREATE ROLE ${name} LOGIN NOCREATEDB NOCREATEROLE NOINHERIT`);
  }
  // The driver stops waiting earlier; a statement that no one waits for must not go on.
  const settings: string[] = found.rows[0]?.rolconfig ?? [];
  if (!settings.includes(`statement_timeout=${STATEMENT_TIMEOUT}`)) {
    await client.query(`ALTER ROLE ${name} SET statement_timeout = '${STATEMENT_TIMEOUT}'`);
  }
  if (password) {
    await client.query(`ALTER ROLE ${name} PASSWORD ${client.escapeLiteral(password)}`);
  }
  return password;
}

function newPassword(): string {
  return randomBytes(24).toString("base64url");
}

/** The schema stays the owner's: a Worker's role reads and writes rows and can never alter a table. */
async function ensureSchema(client: pg.Client, worker: string): Promise<void> {
  const role = client.escapeIdentifier(roleOf(worker));
  const schema = client.escapeIdentifier(schemaOf(worker));
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS ${schema};
    REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC;
    GRANT USAGE ON SCHEMA ${schema} TO ${role};
    CREATE TABLE IF NOT EXISTS ${schema}.schema_migration (
      name text PRIMARY KEY,
      sha256 text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    );
    REVOKE ALL ON ${schema}.schema_migration FROM ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema}
      GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT USAGE ON SEQUENCES TO ${role};
  `);
}

async function applyMigrations(client: pg.Client, root: string, worker: string): Promise<string[]> {
  const ledger = `${client.escapeIdentifier(schemaOf(worker))}.schema_migration`;
  const { rows } = await client.query(`SELECT name, sha256 FROM ${ledger}`);
  const known = new Map<string, string>(rows.map((row) => [row.name, row.sha256]));
  const applied: string[] = [];
  for (const name of (await readdir(migrationsOf(root, worker))).filter(isSql).sort()) {
    const text = await readFile(join(migrationsOf(root, worker), name), "utf8");
    const sha256 = createHash("sha256").update(text).digest("hex");
    const before = known.get(name);
    if (before === sha256) continue;
    if (before) throw new Error(`${worker}/${name} was edited after it had been applied`);
    const breach = contraction(text);
    if (breach) throw new Error(`${worker}/${name} is not expand-only: ${breach}`);
    await client.query(text);
    await client.query(`INSERT INTO ${ledger} (name, sha256) VALUES ($1, $2)`, [name, sha256]);
    applied.push(`${worker}/${name}`);
  }
  return applied;
}

function migrationsOf(root: string, worker: string): string {
  return join(root, "workers", worker, "db", "migrations");
}

function isSql(name: string): boolean {
  return name.endsWith(".sql");
}

/** `DATABASE_URL=<owner> npx node tools/migrate.ts [--print]`; passwords from `<WORKER>_DATABASE_PASSWORD`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { print: { type: "boolean", default: false } } });
  const file = join(ROOT, ".dev.vars");
  const vars = {
    ...(existsSync(file) ? parseEnv(await readFile(file, "utf8")) : {}),
    ...process.env,
  };
  if (!vars.DATABASE_URL) throw new Error("DATABASE_URL must hold the owner's connection string");
  const workers = await migratedWorkers();
  const given = workers.map((worker) => {
    const password = vars[passwordName(worker)];
    return [worker, password ? { password } : undefined] as const;
  });
  const { applied, passwords } = await migrate({
    adminUrl: vars.DATABASE_URL,
    roles: Object.fromEntries(given),
    generatePasswords: values.print,
  });
  console.log(applied.length ? `applied: ${applied.join(", ")}` : "nothing to apply");
  for (const worker of workers) {
    const shown = (values.print && passwords[worker]) || "PASSWORD";
    console.log(`${worker}: DATABASE_URL=${workerUrl(vars.DATABASE_URL, worker, shown)}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
