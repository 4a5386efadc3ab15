/** Discovers the Workers from their wrangler files: the one source of names, bindings, secrets and deploy order.
 * Longer than 250 lines: the readers of one file format. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "smol-toml";
import { environmentConfig, type WranglerTable } from "./deploy/environment-config.ts";
import { ENVIRONMENTS, readEnvironmentFile } from "./deploy/environment-file.ts";

/** A `[[services]]` stanza: this Worker calls `service` under the name `binding`. */
export interface ServiceBinding {
  binding: string;
  service: string;
  entrypoint?: string;
}

/** What the platform records of a Worker's requests. */
export interface Observability {
  logs: boolean;
  traces: boolean;
  /** Query strings are left out of recorded addresses: one-time links carry their secret there. */
  redactsQuery: boolean;
}

/** The queues of a Worker, by name. */
export interface StageQueues {
  sent: string[];
  /** `dead`: where messages go that failed too often. */
  taken: { queue: string; dead: string | null }[];
}

/** What a Worker is in one environment. */
export interface Stage {
  /** Name of the deployed Worker; unique per environment. */
  name: string;
  /** True only when the file says so: Wrangler's own default is true. */
  workersDev: boolean;
  previewUrls: boolean;
  /** Routes and custom domains, as written. */
  routes: unknown[];
  bindings: ServiceBinding[];
  requiredSecrets: string[];
  vars: Record<string, unknown>;
  r2Buckets: { binding: string; bucket: string }[];
  queues: StageQueues;
  crons: string[];
  observability: Observability;
  /** Every binding as `kind NAME`, vars and secrets included: what two environments are compared by. */
  surface: string[];
}

/** A Worker as its folder and its wrangler file describe it. */
export interface Service extends Stage {
  /** Short name: the last part of the folder. */
  id: string;
  /** Folder of code and README, relative to the root, with forward slashes. */
  folder: string;
  configPath: string;
  /** Entry module, relative to the root. */
  main: string;
  compatibilityDate: string;
  isPublic: boolean;
  /** Its wrangler file as data: the local configuration. */
  local: WranglerTable;
  /** What it is in each environment that has a file in `deploy/`. */
  environments: Record<string, Stage>;
}

/** The three public doors. A Worker that is not named here is private, whatever its file says. */
export const PUBLIC_FOLDERS: readonly string[] = [
  "workers/gateway",
  "workers/image-resizer",
  "web",
];

const GATEWAY_FOLDER = "workers/gateway";

/**
 * Reads every wrangler file below `root`: the root's own (the gateway), `workers/*` and `web`.
 *
 * @returns services sorted by folder
 * @throws WranglerFileError when a file is not TOML or has no name, main or date
 */
export function discoverServices(root: string): Service[] {
  return configFiles(root)
    .map(({ folder, configPath }) => readService(root, folder, configPath))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Gives one environment of a service; without a name the local one. */
export function stageOf(service: Service, environment?: string): Stage {
  if (environment === undefined) return service;
  const stage = service.environments[environment];
  if (!stage) throw new WranglerFileError(`there is no deploy/${environment}.jsonc`);
  return stage;
}

/** Thrown when wrangler files are wrong or contradict each other; its message names file and cause. */
export class WranglerFileError extends Error {
  override name = "WranglerFileError";
}

/**
 * Orders services so that each comes after the ones it calls. A binding to itself is no cycle.
 *
 * @throws WranglerFileError that names every Worker of a circle
 */
export function deployOrder(services: readonly Service[], environment?: string): Service[] {
  const byName = new Map(services.map((service) => [stageOf(service, environment).name, service]));
  const ordered: Service[] = [];
  function visit(service: Service, path: Service[]): void {
    if (ordered.includes(service)) return;
    if (path.includes(service)) {
      const circle = [...path.slice(path.indexOf(service)), service].map((one) => one.id);
      throw new WranglerFileError(`the bindings form a cycle: ${circle.join(" → ")}`);
    }
    for (const { service: name } of stageOf(service, environment).bindings) {
      const callee = byName.get(name);
      if (callee && callee !== service) visit(callee, [...path, service]);
    }
    ordered.push(service);
  }
  for (const service of services) visit(service, []);
  return ordered;
}

/** Lists service bindings that name a Worker which does not exist in that environment, as sentences. */
export function missingBindings(services: readonly Service[], environment?: string): string[] {
  const names = new Set(services.map((service) => stageOf(service, environment).name));
  return services.flatMap((service) =>
    stageOf(service, environment)
      .bindings.filter((binding) => !names.has(binding.service))
      .map(
        ({ binding, service: callee }) =>
          `${service.configPath}${environment ? ` (${environment})` : ""}: ${binding} names ${callee}, which no wrangler file defines`,
      ),
  );
}

function configFiles(root: string): { folder: string; configPath: string }[] {
  const workers = existsSync(join(root, "workers")) ? readdirSync(join(root, "workers")) : [];
  const candidates = [
    { folder: GATEWAY_FOLDER, configPath: "wrangler.toml" },
    ...workers.map((name) => `workers/${name}`).map(ownConfig),
    ownConfig("web"),
  ];
  return candidates.filter(({ configPath }) => existsSync(join(root, configPath)));
}

function ownConfig(folder: string): { folder: string; configPath: string } {
  return { folder, configPath: `${folder}/wrangler.toml` };
}

type Table = WranglerTable;

/** Reads one Worker from its wrangler file. @throws WranglerFileError */
export function readService(root: string, folder: string, configPath: string): Service {
  const file = parseToml(root, configPath);
  const configFolder = configPath.includes("/") ? `${folder}/` : "";
  const id = basename(folder);
  return {
    ...readStage(file, textOf(file, "name", configPath)),
    id,
    folder,
    configPath,
    main: `${configFolder}${textOf(file, "main", configPath)}`,
    compatibilityDate: textOf(file, "compatibility_date", configPath),
    isPublic: PUBLIC_FOLDERS.includes(folder),
    local: file,
    environments: environmentsOf(root, id, file),
  };
}

function environmentsOf(root: string, id: string, file: Table): Record<string, Stage> {
  const stages = ENVIRONMENTS.flatMap((environment) => {
    const chosen = readEnvironmentFile(root, environment);
    if (!chosen) return [];
    const config = environmentConfig(file, id, environment, chosen);
    return [[environment, readStage(config, String(config.name))]];
  });
  return Object.fromEntries(stages);
}

function parseToml(root: string, configPath: string): Table {
  try {
    return parse(readFileSync(join(root, configPath), "utf8"));
  } catch (thrown) {
    throw new WranglerFileError(`${configPath} cannot be read: ${String(thrown)}`);
  }
}

function readStage(table: Table, defaultName: string): Stage {
  const route = table.route === undefined ? [] : [table.route];
  return {
    name: typeof table.name === "string" ? table.name : defaultName,
    workersDev: table.workers_dev !== false,
    previewUrls: table.preview_urls !== false,
    routes: [...route, ...listOf(table.routes)],
    bindings: listOf(table.services).map((row) => row as unknown as ServiceBinding),
    requiredSecrets: requiredOf(table.secrets),
    vars: tableOf(table.vars),
    r2Buckets: listOf(table.r2_buckets).map((row) => ({
      binding: String(row.binding),
      bucket: String(row.bucket_name),
    })),
    queues: queuesOf(tableOf(table.queues)),
    crons: listOf(tableOf(table.triggers).crons).map(String),
    observability: observabilityOf(tableOf(table.observability)),
    surface: surfaceOf(table),
  };
}

function queuesOf({ producers, consumers }: Table): StageQueues {
  return {
    sent: listOf(producers).map(({ queue }) => String(queue)),
    taken: listOf(consumers).map(({ queue, dead_letter_queue: dead }) => ({
      queue: String(queue),
      dead: dead === undefined ? null : String(dead),
    })),
  };
}

function observabilityOf(table: Table): Observability {
  return {
    logs: table.enabled === true,
    traces: tableOf(table.traces).enabled === true,
    redactsQuery: table.redact_query_string === true,
  };
}

/** Keys that hold no binding. */
const UNBOUND = new Set([
  ...["env", "assets", "dev", "migrations", "triggers", "routes", "rules", "observability"],
]);

function surfaceOf(table: Table): string[] {
  const found: string[] = [];
  for (const [kind, value] of Object.entries(table)) {
    if (UNBOUND.has(kind)) continue;
    if (kind === "vars") found.push(...Object.keys(tableOf(value)).map((name) => `var ${name}`));
    else if (kind === "secrets") found.push(...requiredOf(value).map((name) => `secret ${name}`));
    else found.push(...bindingNames(value).map((name) => `${kind} ${name}`));
  }
  return found.sort();
}

function requiredOf(secrets: unknown): string[] {
  const { required } = tableOf(secrets);
  return Array.isArray(required) ? required.map(String) : [];
}

/** Finds binding names in a list of stanzas, a single table, or a table of lists (`queues.producers`, `durable_objects.bindings`). */
function bindingNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(bindingNames);
  if (typeof value !== "object" || value === null) return [];
  const row = value as Table;
  if (typeof row.binding === "string") return [row.binding];
  if (typeof row.name === "string") return [row.name];
  return Object.values(row).filter(Array.isArray).flatMap(bindingNames);
}

function tableOf(value: unknown): Table {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Table)
    : {};
}

function listOf(value: unknown): Table[] {
  return Array.isArray(value) ? (value as Table[]) : [];
}

function textOf(table: Table, key: string, configPath: string): string {
  const value = table[key];
  if (typeof value !== "string" || value === "")
    throw new WranglerFileError(`${configPath} has no ${key}`);
  return value;
}

/** Prints discovery as a table, callees first. */
function main(): void {
  const root = join(import.meta.dirname, "..");
  console.table(
    deployOrder(discoverServices(root)).map((service) => ({
      service: service.id,
      door: service.isPublic ? "public" : "private",
      calls: service.bindings.map((one) => one.service.replace(/^edgemart-/, "")).join(", "),
      secrets: service.requiredSecrets.length,
      config: service.configPath,
    })),
  );
}

if (import.meta.main) main();
