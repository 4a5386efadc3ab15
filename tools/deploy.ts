/** Deploys every Worker, callees first; without credentials or --yes it builds, measures and changes nothing. */
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { configWriter } from "./config-writer.ts";
import { buildNext } from "./constellation/build-next.ts";
import { ENVIRONMENTS, type Environment, EnvironmentFileError } from "./deploy/environment-file.ts";
import { ensureQueues, queueNames } from "./deploy/queues.ts";
import { gzipKibOf, secretNames } from "./deploy/wrangler-output.ts";
import { type Outcome, ROOT, runCommand } from "./run-command.ts";
import {
  deployOrder,
  discoverServices,
  missingBindings,
  type Service,
  stageOf,
  WranglerFileError,
} from "./services.ts";

/** A Worker's compressed size, in KiB, that no Worker may pass: the free plan's limit, a third of the paid one's. */
export const GZIP_KIB_MAX = 3072;

/** Runs one command; a parameter, so that tests see the order of effects. */
export type Run = (
  command: string,
  args: readonly string[],
  options?: { cwd?: string; env?: Record<string, string | undefined> },
) => Promise<Outcome>;

interface Deployment {
  root: string;
  services: readonly Service[];
  environment: Environment;
  run: Run;
  /** Makes web/.open-next, which Wrangler bundles. */
  buildNext(root: string): Promise<void>;
  /** Writes what a Worker is in this environment, for Wrangler. Gives the file's path, relative to the root. */
  writeConfig(service: Service): string;
  print(line: string): void;
  /** Shell variables of the operator: `DATABASE_URL` of the databases' owner and new roles' passwords. */
  shell: Readonly<Record<string, string | undefined>>;
}

/** Thrown when a step fails; its message says what to do. */
export class DeployError extends Error {
  override name = "DeployError";
}

/**
 * Builds every Worker as it would be deployed and prints its size.
 *
 * @throws DeployError when a build fails, a Worker is above `GZIP_KIB_MAX` or a binding leads nowhere
 */
export async function dryRun(deployment: Deployment): Promise<{ id: string; gzipKib: number }[]> {
  const { services, environment, print } = deployment;
  const missing = missingBindings(services, environment);
  if (missing.length > 0) throw new DeployError(missing.join("\n"));
  const sizes: { id: string; gzipKib: number }[] = [];
  for (const service of deployOrder(services, environment)) {
    if (service.folder === "web") await buildStorefront(deployment);
    const outcome = await wrangler(deployment, service, "deploy", "--dry-run");
    if (outcome.code !== 0) throw failed(service, "does not build", outcome);
    const gzipKib = gzipKibOf(outcome.output);
    if (gzipKib === null) throw failed(service, "was built, but Wrangler gave no size", outcome);
    const { name, requiredSecrets } = stageOf(service, environment);
    print(`${name.padEnd(36)} ${gzipKib.toFixed(1).padStart(8)} KiB gzip of ${GZIP_KIB_MAX}`);
    if (requiredSecrets.length > 0) print(`  secrets: ${requiredSecrets.join(", ")}`);
    if (gzipKib > GZIP_KIB_MAX) {
      throw new DeployError(`${name} is ${gzipKib} KiB gzip; the limit is ${GZIP_KIB_MAX} KiB`);
    }
    sizes.push({ id: service.id, gzipKib });
  }
  const queues = queueNames(services.map((each) => stageOf(each, environment)));
  if (queues.length > 0) print(`queues: ${queues.join(", ")}`);
  return sizes;
}

/**
 * Deploys: secrets are checked, everything is built, missing queues are made, the databases are migrated, then Workers go
 * up one by one.
 *
 * Nothing has changed when the secrets or a build are wrong. A later failure stops at once.
 *
 * @throws DeployError that names what is already up and how to roll it back
 */
export async function deploy(deployment: Deployment): Promise<void> {
  const { services, environment, print } = deployment;
  const order = deployOrder(services, environment);
  const migrationEnv = migrationEnvironment(deployment);
  await requireSecrets(deployment, order);
  await dryRun(deployment);
  await makeQueues(deployment);
  await migrate(deployment, migrationEnv);
  const up: Service[] = [];
  for (const service of order) {
    const outcome = await wrangler(deployment, service, "deploy");
    if (outcome.code !== 0) {
      throw new DeployError(
        `${failed(service, "was not deployed", outcome).message}\n${rollbackAdvice(up, environment)}`,
      );
    }
    up.push(service);
    print(`${stageOf(service, environment).name}: deployed`);
  }
}

/**
 * Gives the variables of the migration: the shell's alone.
 *
 * tools/migrate.ts also reads .dev.vars, whose database and passwords are this laptop's: an empty value shadows them.
 */
function migrationEnvironment({ services, environment, shell }: Deployment) {
  if (!shell.DATABASE_URL) {
    throw new DeployError(
      `DATABASE_URL must hold the connection string of the owner of ${environment}'s database; nothing was changed`,
    );
  }
  const passwords = services.map((service) => `${service.id.toUpperCase()}_DATABASE_PASSWORD`);
  return {
    DATABASE_URL: shell.DATABASE_URL,
    ...Object.fromEntries(passwords.map((name) => [name, shell[name] ?? ""])),
  };
}

async function makeQueues({ root, services, environment, run, print }: Deployment) {
  const made = await ensureQueues(
    queueNames(services.map((each) => stageOf(each, environment))),
    (...args) => run("wrangler", args, { cwd: root }),
    (message) => new DeployError(`${message}\nno Worker was deployed`),
  );
  for (const name of made) print(`${name}: made`);
}

async function migrate({ root, run, print }: Deployment, env: Record<string, string>) {
  const outcome = await run("node", ["tools/migrate.ts"], { cwd: root, env });
  if (outcome.code !== 0) {
    throw new DeployError(`the migration failed; no Worker was deployed\n${outcome.output}`);
  }
  print("databases: migrated");
}

/** Says how to undo a half-done deployment: callers first, so that no caller meets a callee older than it expects. */
export function rollbackAdvice(up: readonly Service[], environment: Environment): string {
  if (up.length === 0)
    return "No Worker was changed. Migrations only add, so the old code still runs.";
  const commands = [...up]
    .reverse()
    .map((service) => `  npx wrangler rollback --name ${stageOf(service, environment).name}`);
  return [
    "These Workers already run the new version. Mend the cause and deploy again, or roll back in this order:",
    ...commands,
    "Leave the migrations: they only add, so the old code still runs.",
  ].join("\n");
}

async function requireSecrets(deployment: Deployment, order: readonly Service[]): Promise<void> {
  const { environment } = deployment;
  const missing: string[] = [];
  for (const service of order) {
    const { name, requiredSecrets } = stageOf(service, environment);
    if (requiredSecrets.length === 0) continue;
    const outcome = await wrangler(deployment, service, "secret", "list", "--format", "json");
    const known = outcome.code === 0 ? secretNames(outcome.output) : await absentOrThrow(outcome);
    for (const secret of requiredSecrets.filter((each) => !known.includes(each))) {
      missing.push(`  npx wrangler secret put ${secret} --name ${name}`);
    }
  }
  if (missing.length > 0) {
    throw new DeployError(
      `secrets are missing; nothing was changed. Set them:\n${missing.join("\n")}`,
    );
  }

  /** A Worker that was never deployed has no secrets; any other refusal is an error (a wrong token, no network). */
  async function absentOrThrow(outcome: Outcome): Promise<string[]> {
    if (/\b10007\b|Worker ".+" .*not found/.test(outcome.output)) return [];
    throw new DeployError(`the secrets cannot be listed; nothing was changed\n${outcome.output}`);
  }
}

async function buildStorefront({ root, buildNext }: Deployment): Promise<void> {
  try {
    await buildNext(root);
  } catch (thrown) {
    throw new DeployError((thrown as Error).message);
  }
}

function wrangler(
  { root, run, writeConfig }: Deployment,
  service: Service,
  ...args: string[]
): Promise<Outcome> {
  const config = join(root, writeConfig(service));
  // OPEN_NEXT_DEPLOY: else Wrangler hands an OpenNext project to a command that knows no dry run.
  return run("wrangler", [...args, "--config", config], {
    cwd: dirname(config),
    env: { OPEN_NEXT_DEPLOY: "true" },
  });
}

function failed(service: Service, what: string, outcome: Outcome): DeployError {
  return new DeployError(`${service.id} ${what} (${service.configPath})\n${outcome.output.trim()}`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      env: { type: "string", default: "production" },
      yes: { type: "boolean", default: false },
    },
  });
  const environment = ENVIRONMENTS.find((name) => name === values.env);
  if (!environment) throw new DeployError(`--env takes ${ENVIRONMENTS.join(" or ")}`);
  const services = discoverServices(ROOT);
  const print = (line: string) => console.log(line);
  const deployment = {
    root: ROOT,
    services,
    environment,
    run: runCommand,
    buildNext,
    writeConfig: configWriter(ROOT, environment),
    print,
    shell: process.env,
  };
  const credentials = Boolean(process.env.CLOUDFLARE_API_TOKEN);
  if (credentials && values.yes) {
    await deploy(deployment);
    return 0;
  }
  print(`dry run for ${environment}: nothing is uploaded`);
  await dryRun(deployment);
  if (!values.yes) {
    print("To deploy: set CLOUDFLARE_API_TOKEN and add --yes (docs/deploy.md).");
    return 0;
  }
  console.error("--yes was given, but CLOUDFLARE_API_TOKEN is not set: nothing was deployed");
  return 1;
}

if (import.meta.main) {
  process.exitCode = await main().catch((thrown: unknown) => {
    const isExpected = [DeployError, EnvironmentFileError, WranglerFileError].some(
      (kind) => thrown instanceof kind,
    );
    if (!isExpected) throw thrown;
    console.error((thrown as Error).message);
    return 1;
  });
}
