/** Brings the whole system up on given or free ports: start, tests and benchmarks all use this one way. */
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  convertV4MiniflareOptions,
  getDefaultDevRegistryPath,
  Log,
  LogLevel,
  Miniflare,
} from "miniflare";
import { buildWorkers } from "./constellation/build.ts";
import { type Credentials, ensureDemoAccounts } from "./constellation/demo-accounts.ts";
import { type Secrets, secretsOf } from "./constellation/secrets.ts";
import { seedPictures, seedTables } from "./constellation/seed.ts";
import { type Stores, startStores } from "./constellation/stores.ts";
import { workerOptions } from "./constellation/worker-options.ts";
import { freePort } from "./local/free-port.ts";
import { migrate } from "./migrate.ts";
import { discoverServices, type Service } from "./services.ts";

const HEALTH_WAIT_MS = 30_000;

export interface Ports {
  web: number;
  gateway: number;
  "image-resizer": number;
  neon: number;
  upstash: number;
  postgres: number;
  redis: number;
}

/** Every port free: for tests and benchmarks, beside a running `npm start`. */
export const FREE_PORTS: Ports = {
  web: 0,
  gateway: 0,
  "image-resizer": 0,
  neon: 0,
  upstash: 0,
  postgres: 0,
  redis: 0,
};

export interface ConstellationOptions {
  root: string;
  /** Data of the stores, R2 included. */
  dataDir: string;
  /** Builds and rendered pictures; shared by every constellation of the clone. */
  cacheDir: string;
  /** Where the demo logins are written. */
  credentialsPath: string;
  /** 0 takes a free port. */
  ports: Ports;
  secrets: Secrets;
  /** Workers left out by id; their place stays free. */
  without?: readonly string[];
  /** Vars to override, by Worker id. */
  vars?: Record<string, Record<string, string>>;
  redis?: "embedded";
  /** Announces the Workers to `wrangler dev` processes of this machine. */
  register?: boolean;
  onProgress(line: string): void;
  /** One line of a store or Worker. */
  log(line: string): void;
  /** Something that cannot be mended died; the caller stops everything. */
  onFatal(reason: string): void;
}

export interface Constellation {
  urls: { web: string; api: string; cdn: string };
  ports: Ports;
  services: Service[];
  stores: Stores;
  /** Secrets as each Worker got them, by Worker id. */
  secretsById: Record<string, Secrets>;
  credentials: Credentials | null;
  miniflare: Miniflare;
  stop(): Promise<void>;
}

/** Starts stores and Workers, migrates, seeds, and answers when every door does. */
export async function raise(options: ConstellationOptions): Promise<Constellation> {
  const undo: (() => Promise<void>)[] = [];
  try {
    return await raiseWith(options, undo);
  } catch (error) {
    await stopAll(undo);
    throw error;
  }
}

async function raiseWith(
  options: ConstellationOptions,
  undo: (() => Promise<void>)[],
): Promise<Constellation> {
  const { root, cacheDir, dataDir, onProgress, secrets } = options;
  const ports = await settlePorts(options.ports);
  const services = discoverServices(root).filter((each) => !options.without?.includes(each.id));

  const storesUp = (async () => {
    const stores = await startStores({ ...options, ports });
    undo.push(() => stores.stop());
    onProgress(`PostgreSQL: ${stores.describe.postgres}; Redis: ${stores.describe.redis}`);
    await migrate({ adminUrl: stores.adminUrl, roles: databaseRoles(secrets) });
    const pictures = await seedTables({ adminUrl: stores.adminUrl, cacheDir, dataDir, onProgress });
    return { stores, pictures };
  })();
  const builds = buildWorkers(services, { root, cacheDir: join(cacheDir, "build"), onProgress });
  // Both halves end before anything is thrown, so that nothing starts after the clean-up.
  await Promise.allSettled([storesUp, builds]);
  const [{ stores, pictures }, built] = await Promise.all([storesUp, builds]);

  const urls = {
    web: `http://localhost:${ports.web}`,
    api: `http://localhost:${ports.gateway}`,
    cdn: `http://localhost:${ports["image-resizer"]}`,
  };
  const secretsById = workerSecrets(services, secrets, stores);
  const workers = built.flatMap((each) =>
    workerOptions(each, {
      root,
      bindings: {
        ...secretsById[each.service.id],
        ...addressVars(each.service.id, urls),
        ...options.vars?.[each.service.id],
      },
      port: each.service.isPublic ? (ports[each.service.id as keyof Ports] ?? 0) : null,
    }),
  );
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers,
      host: "127.0.0.1",
      port: 0,
      log: new Log(LogLevel.NONE),
      logRequests: false,
      resourcePersistencePath: persistencePath(dataDir),
      ...(options.register && { unsafeDevRegistryPath: getDefaultDevRegistryPath() }),
      handleStructuredLogs: ({ level, message }) => options.log(`[${level}] ${message}`),
      unsafeHandleRuntimeRestart: () =>
        options.onFatal("workerd died; its last words are in the log"),
    }),
  );
  undo.push(() => miniflare.dispose());
  await miniflare.ready;
  onProgress(`workerd runs ${services.map((service) => service.id).join(", ")}`);

  await seedPictures(miniflare, pictures, onProgress);
  await answering(services, urls);
  const credentials = options.without?.includes("gateway")
    ? null
    : await ensureDemoAccounts({
        credentialsPath: options.credentialsPath,
        serviceKey: secrets.AUTH_BASIC_KEY ?? "",
        api: urls.api,
        adminUrl: stores.adminUrl,
      });
  const stop = once(() => stopAll(undo));
  return { urls, ports, services, stores, secretsById, credentials, miniflare, stop };
}

/** Where R2 lives; `wrangler dev --persist-to <dataDir>/workerd` finds the same objects. */
export function persistencePath(dataDir: string): string {
  return join(dataDir, "workerd/v3");
}

/** Password of each database role, as `.dev.vars` names it. */
function databaseRoles(secrets: Secrets): Record<string, { password: string }> {
  return {
    member: { password: secrets.MEMBER_DATABASE_PASSWORD ?? "" },
    catalog: { password: secrets.CATALOG_DATABASE_PASSWORD ?? "" },
  };
}

/** Every Worker's required secrets, with the addresses its stores have in this constellation. */
function workerSecrets(
  services: readonly Service[],
  secrets: Secrets,
  stores: Stores,
): Record<string, Secrets> {
  const roles = databaseRoles(secrets);
  return Object.fromEntries(
    services.map((service) => {
      const password = roles[service.id]?.password;
      const known: Secrets = {
        ...secrets,
        UPSTASH_REDIS_REST_URL: stores.upstash.url,
        UPSTASH_REDIS_REST_TOKEN: stores.upstash.token,
        ...(password && {
          DATABASE_URL: stores.databaseUrlOf(`edgemart_${service.id}`, password),
        }),
      };
      return [service.id, secretsOf(service, known)];
    }),
  );
}

/** Vars that depend on the ports of this constellation. */
function addressVars(id: string, urls: Constellation["urls"]): Record<string, string> {
  switch (id) {
    case "gateway":
      return { CORS_ORIGINS: urls.web };
    case "web":
      return { SHOP_ORIGIN: urls.web, NEXT_PUBLIC_CDN_DOMAIN: urls.cdn };
    default:
      return {};
  }
}

async function settlePorts(wanted: Ports): Promise<Ports> {
  const settled = { ...wanted };
  for (const name of Object.keys(wanted) as (keyof Ports)[]) {
    settled[name] = await freePort(wanted[name]);
  }
  return settled;
}

/** Waits until every public door answers its health check. @throws after 30 s, naming the door and its answer */
async function answering(services: readonly Service[], urls: Constellation["urls"]): Promise<void> {
  const doors = { web: urls.web, gateway: urls.api, "image-resizer": urls.cdn };
  for (const service of services) {
    const door = doors[service.id as keyof typeof doors];
    if (door) await healthy(service.id, `${door}/health`);
  }
}

async function healthy(name: string, url: string): Promise<void> {
  const until = Date.now() + HEALTH_WAIT_MS;
  for (let last = ""; ; await delay(100)) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (answer.ok) return;
      last = `it answers ${answer.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > until) throw new Error(`${name} does not answer at ${url}: ${last}`);
  }
}

/** Undoes in the opposite order; one failure does not keep the rest from stopping. */
async function stopAll(undo: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of undo.splice(0).reverse()) {
    await step().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, "a part did not stop cleanly");
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= work();
    return running;
  };
}
