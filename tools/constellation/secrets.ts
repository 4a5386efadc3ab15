/** Local secrets: the root `.dev.vars` is the user's one file; every Worker's own is written from it. */
import { existsSync } from "node:fs";
import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { makeSecrets } from "../keys.ts";
import type { Service } from "../services.ts";

export type Secrets = Record<string, string>;

const HEAD = `# Local variables and secrets of this clone. Git ignores this file; \`npm start\` completes it and never
# changes what you wrote. To use your own services, set DATABASE_URL (an owner of the database) and
# UPSTASH_REDIS_REST_URL with UPSTASH_REDIS_REST_TOKEN; REDIS_URL puts the local endpoint in front of a Redis of yours.
`;

/** Reads the user's file, adding generated secrets for names it does not have yet. */
export async function ensureSecrets(path: string): Promise<Secrets> {
  const known = await readSecrets(path);
  const made: Secrets = { ...(await makeSecrets()), ...passwords() };
  const missing = Object.entries(made).filter(([name]) => !known[name]);
  if (missing.length > 0) {
    const before = existsSync(path) ? await readFile(path, "utf8") : HEAD;
    await writeVars(path, `${before.replace(/\n*$/, "\n")}${lines(Object.fromEntries(missing))}`);
  }
  return { ...made, ...known };
}

/** Reads a file of variables; empty when there is none. */
export async function readSecrets(path: string): Promise<Secrets> {
  if (!existsSync(path)) return {};
  return parseEnv(await readFile(path, "utf8")) as Secrets;
}

/** Makes secrets for a system that lives no longer than a test run. */
export async function throwawaySecrets(): Promise<Secrets> {
  return { ...(await makeSecrets()), ...passwords() };
}

function passwords(): Secrets {
  return {
    MEMBER_DATABASE_PASSWORD: randomPassword(),
    CATALOG_DATABASE_PASSWORD: randomPassword(),
  };
}

function randomPassword(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("base64url");
}

/** Gives a Worker what its wrangler file requires, with the neighbours a rotation under way has, and nothing else. */
export function secretsOf(service: Service, secrets: Secrets): Secrets {
  return Object.fromEntries(
    service.requiredSecrets
      .flatMap((name) => [name, `${name}_NEXT`, `${name}_PREVIOUS`])
      .flatMap((name) => {
        const value = secrets[name];
        return value === undefined ? [] : [[name, value]];
      }),
  );
}

/** Writes `.dev.vars` beside a Worker's wrangler file, so that `wrangler dev` there finds the same values. */
export async function writeWorkerVars(
  root: string,
  service: Service,
  values: Secrets,
): Promise<void> {
  const head = "# Written by `npm start` from the .dev.vars at the root. Change that one.\n";
  await writeVars(join(root, service.folder, ".dev.vars"), head + lines(values));
}

/**
 * Notes addresses of local services in the root file, where the gateway's own `wrangler dev` reads them.
 *
 * Only names given here are touched; the rest of the file stays as its owner wrote it.
 */
export async function noteInVars(path: string, values: Secrets): Promise<void> {
  const kept = (await readFile(path, "utf8"))
    .split("\n")
    .filter((line) => !Object.keys(values).some((name) => line.startsWith(`${name}=`)));
  await writeVars(path, `${kept.join("\n").replace(/\n*$/, "\n")}${lines(values)}`);
}

function lines(values: Secrets): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join("");
}

/** Replaces the file in one step, readable by its owner alone. */
async function writeVars(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, text, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
}
