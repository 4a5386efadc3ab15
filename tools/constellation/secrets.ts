/** Local secrets: the root `.dev.vars` is the user's one file; every Worker's own is written from it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeSecrets, randomKey, type Secrets } from "../keys/make.ts";
import { formatVar, parseVars, patchVars, readText, writeSecretFile } from "../keys/vars-file.ts";
import { migratedWorkers, passwordName } from "../migrate.ts";
import type { Service } from "../services.ts";

export type { Secrets };

const HEAD = `# Local variables and secrets of this clone. Git ignores this file; \`npm start\` completes it and never
# changes what you wrote. To use your own services, set DATABASE_URL (an owner of the database) and
# UPSTASH_REDIS_REST_URL with UPSTASH_REDIS_REST_TOKEN; REDIS_URL puts the local endpoint in front of a Redis of yours.
`;

/** Ends each line that a start wrote for `wrangler dev` to read; such a line is not the user's. */
const MARK = "# noted by npm start";
/** As notes looked before they were marked. */
const OLD_NOTE = /^UPSTASH_REDIS_REST_URL='http:\/\/127\.0\.0\.1:\d+'$/;

/** Reads the user's file, adding generated secrets for names it does not have yet. */
export async function ensureSecrets(path: string): Promise<Secrets> {
  const known = await readSecrets(path);
  const made = await throwawaySecrets();
  const missing = Object.entries(made).filter(([name]) => !known[name]);
  const secrets = { ...known, ...Object.fromEntries(missing) };
  if (missing.length > 0) {
    await writeSecretFile(path, patchVars((await readText(path)) ?? HEAD, known, secrets));
  }
  return secrets;
}

/** Reads what the user's file says, notes of earlier starts apart; empty when there is none. */
export async function readSecrets(path: string): Promise<Secrets> {
  return parseVars(withoutNotes((await readText(path)) ?? ""));
}

/** Makes secrets for a system that lives no longer than a test run. */
export async function throwawaySecrets(): Promise<Secrets> {
  const passwords = (await migratedWorkers()).map((worker) => [passwordName(worker), randomKey()]);
  const controlToken = { PAYMENT_CONTROL_TOKEN: randomKey() };
  return { ...makeSecrets(), ...controlToken, ...Object.fromEntries(passwords) };
}

/**
 * Gives a Worker what its wrangler file requires and nothing else.
 *
 * While a secret rotates, its neighbours `_NEXT` and `_PREVIOUS` too, where the Worker's env.ts declares them: the
 * next signing key is no Worker's business before the switch.
 */
export function secretsOf(root: string, service: Service, secrets: Secrets): Secrets {
  const declared = readFileSync(join(root, service.folder, "src/env.ts"), "utf8");
  const names = service.requiredSecrets.flatMap((name) => [
    name,
    ...[`${name}_NEXT`, `${name}_PREVIOUS`].filter((each) => declared.includes(`${each}:`)),
  ]);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = secrets[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Writes `.dev.vars` next to a Worker's wrangler file, so that `wrangler dev` there finds the same values. */
export async function writeWorkerVars(
  root: string,
  folder: string,
  values: Secrets,
): Promise<void> {
  const head = "# Written by `npm start` from the .dev.vars at the root. Change that one.\n";
  await writeSecretFile(join(root, folder, ".dev.vars"), head + lines(values));
}

/**
 * Notes what a start knows in a file of the user's, where a `wrangler dev` started by hand reads it.
 *
 * Only notes are replaced; a line of the user's for the same name stays and is the one that counts.
 *
 * @param head first line of a file that does not exist yet
 */
export async function noteInVars(path: string, values: Secrets, head = HEAD): Promise<void> {
  const text = withoutNotes((await readText(path)) ?? head);
  const own = parseVars(text);
  const notes = Object.entries(values)
    .filter(([name]) => !own[name])
    .map(([name, value]) => `${formatVar(name, value)} ${MARK}\n`);
  await writeSecretFile(path, `${text.replace(/\n*$/, "\n")}${notes.join("")}`);
}

function withoutNotes(text: string): string {
  return text
    .split("\n")
    .filter((line) => !line.endsWith(MARK) && !OLD_NOTE.test(line))
    .join("\n");
}

function lines(values: Secrets): string {
  return Object.entries(values)
    .map(([name, value]) => `${formatVar(name, value)}\n`)
    .join("");
}
