/** Brings the entire system up on given or free ports: start, tests and benchmarks all use this one way. Longer than 250 lines: one list of steps. */

import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { assetDoor } from "./constellation/asset-door.ts";
import { buildWorkers } from "./constellation/build.ts";
import {
  type Credentials,
  ensureDemoAccounts,
  knownDemoAccounts,
} from "./constellation/demo-accounts.ts";
import { layGround } from "./constellation/ground.ts";
import { answering } from "./constellation/health.ts";
import { startLocalMailbox } from "./constellation/mailbox.ts";
import { oidcVars, startLocalOidc } from "./constellation/oidc.ts";
import { chosenGateway, startLocalGateway } from "./constellation/payment-gateway.ts";
import type { Ports } from "./constellation/ports.ts";
import { watchRuntime } from "./constellation/runtime.ts";
import type { Secrets } from "./constellation/secrets.ts";
import { seedPictures, seedPurchases } from "./constellation/seed.ts";
import type { Stores } from "./constellation/stores.ts";
import { addressVars, type Urls, urlsOf, workerSecrets } from "./constellation/worker-bindings.ts";
import { type WorkerOptions, workerOptions } from "./constellation/worker-options.ts";
import { freePort } from "./local/free-port.ts";
import type { Mailbox } from "./local/mailbox/start.ts";
import type { StatementTap } from "./local/neon.ts";
import type { OidcStandIn } from "./local/oidc/start.ts";
import type { CallTap } from "./local/payment-gateway/gateway.ts";
import type { PaymentGateway } from "./local/payment-gateway/start.ts";
import { discoverServices, type Service } from "./services.ts";
import { once, stopAll, type Undo } from "./undo.ts";

/** What a system needs to come up. */
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
  /** The demo orders are left out: for proofs that look at every order of the shop. */
  withoutOrders?: true;
  /** Called for each statement of the Workers, for proofs. */
  databaseTap?: StatementTap;
  /** Called for each request of the Workers to Redis, for proofs. */
  redisTap?: () => void;
  /** Called for each call of the local payment gateway's API, for proofs. */
  gatewayTap?: CallTap;
  /** A Worker that is shown what every other one logs and traces: tests of what the platform would record. */
  recorder?: WorkerOptions;
  /** Folder in which the Workers are announced to `wrangler dev` processes. */
  registry?: string;
  onProgress(line: string): void;
  /** One line of a store or Worker. */
  log(line: string): void;
  /** Something that cannot be mended died; the caller stops everything. */
  onFatal(reason: string): void;
  /** For data of a test: it survives a killed process, but no crash of the machine. */
  isThrowaway?: boolean;
  /** Aborted when the system is no longer wanted while it starts: it throws, with nothing more being started. */
  signal?: AbortSignal;
}

/** A running system. */
export interface Constellation {
  urls: Urls;
  ports: Ports;
  services: Service[];
  /** Those whose place stays free. */
  leftOut: Service[];
  stores: Stores;
  /** The local stand-ins; null where payment or notification uses another one. */
  paymentGateway: PaymentGateway | null;
  mailbox: Mailbox | null;
  /** Null where the user is a client of the real Google. */
  oidc: OidcStandIn | null;
  /** Secrets as each Worker got them, or would, by Worker id. */
  secretsById: Record<string, Secrets>;
  credentials: Credentials | null;
  miniflare: Miniflare;
  /** Kills workerd with SIGKILL; resolves when the next one listens on the same ports. For proofs. */
  crashRuntime(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts stores and Workers, migrates, seeds, and answers when every door does.
 *
 * @param undo receives how to stop each part as soon as it runs: a caller that is interrupted half-way uses it
 */
export async function raise(
  options: ConstellationOptions,
  undo: Undo[] = [],
): Promise<Constellation> {
  try {
    return await raiseWith(options, undo);
  } catch (error) {
    // Why it failed matters more than what could not be stopped after it.
    await stopAll(undo).catch((also: unknown) => {
      if (error instanceof Error) error.cause ??= also;
    });
    throw error;
  }
}

async function raiseWith(options: ConstellationOptions, undo: Undo[]): Promise<Constellation> {
  const { root, cacheDir, dataDir, onProgress, secrets } = options;
  const ports = await settlePorts(options.ports);
  const all = discoverServices(root);
  const isLeftOut = ({ id }: Service) => options.without?.includes(id) === true;
  const services = all.filter((each) => !isLeftOut(each));
  const ground = layGround({ ...options, ports }, undo);
  const builds = buildWorkers(services, { root, cacheDir: join(cacheDir, "build"), onProgress });
  // Both end before anything is thrown, so that nothing starts after the clean-up.
  await Promise.allSettled([ground, builds]);
  const [{ stores, pictures }, built] = await Promise.all([ground, builds]);

  options.signal?.throwIfAborted();
  const urls = urlsOf(ports);
  const local = { ...options, services, api: urls.api, tap: options.gatewayTap };
  const paymentGateway = await startLocalGateway(
    { ...local, port: ports["payment-gateway"] },
    undo,
  );
  const mailbox = await startLocalMailbox({ ...local, port: ports.mailbox }, undo);
  const oidc = await startLocalOidc({ ...local, port: ports.oidc, web: urls.web }, undo);
  const secretsById = workerSecrets(root, all, secrets, stores);
  const workers = built.flatMap((each) => {
    const { isPublic, id, name } = each.service;
    const port = isPublic ? (ports[id as keyof Ports] ?? 0) : null;
    const isBehind = each.assets !== null && port !== null;
    const own = workerOptions(each, {
      root,
      bindings: {
        ...secretsById[each.service.id],
        ...addressVars(each.service.id, urls),
        ...(each.service.id === "payment" && chosenGateway(secrets)),
        ...oidcVars(each.service.id, urls, secrets),
        ...options.vars?.[each.service.id],
      },
      port: isBehind ? null : port,
    });
    const date = own[0]?.compatibilityDate;
    return isBehind && date ? [...own, assetDoor(name, port, date)] : own;
  });
  const runtime = await watchRuntime(options.onFatal);
  const miniflare = quietly(
    () =>
      new Miniflare(
        convertV4MiniflareOptions({
          workers: smallestFirst(recordedBy(options.recorder, workers)),
          host: "127.0.0.1",
          port: 0,
          log: new Log(LogLevel.NONE),
          logRequests: false,
          // Else it asks Cloudflare where this laptop is.
          cf: false,
          resourcePersistencePath: persistencePath(dataDir),
          ...(options.registry && { unsafeDevRegistryPath: options.registry }),
          handleStructuredLogs: ({ level, message }) => options.log(`[${level}] ${message}`),
          unsafeHandleRuntimeRestart: runtime.restarted,
        }),
      ),
  );
  undo.push(() => miniflare.dispose());
  await miniflare.ready;
  await runtime.seen();
  options.signal?.throwIfAborted();
  onProgress(`workerd runs ${services.map((service) => service.id).join(", ")}`);

  if (pictures && services.some((service) => service.id === "image-resizer")) {
    const stored = await seedPictures(miniflare, pictures);
    if (stored) onProgress(`stored ${stored} pictures`);
  }
  await answering(services, urls, options.signal);
  const leftOut = all.filter(isLeftOut);
  const canOpen = !leftOut.some(({ id }) => ACCOUNT_WORKERS.has(id));
  const demo = {
    credentialsPath: options.credentialsPath,
    serviceKey: secrets.AUTH_BASIC_KEY ?? "",
    api: urls.api,
    adminUrl: stores.adminUrl,
  };
  const credentials = pictures && (await (canOpen ? ensureDemoAccounts : knownDemoAccounts)(demo));
  if (credentials && paymentGateway && !options.withoutOrders) {
    const bought = await seedPurchases(stores.adminUrl, credentials, paymentGateway);
    if (bought) onProgress(`seeded ${bought.orders} orders`);
  }
  const stop = once(() => stopAll(undo));
  return {
    ...{ urls, ports, services, leftOut, stores, paymentGateway, mailbox, oidc },
    ...{ secretsById, credentials, miniflare, stop, crashRuntime: runtime.crash },
  };
}

/**
 * Puts Workers in the order in which Miniflare writes their configuration fastest.
 *
 * For each 4 KB that it adds it copies all that it wrote before: with the storefront's 10 MB at the end that is a third less
 * (1.3 s of processor time for each start).
 */
function smallestFirst(workers: readonly WorkerOptions[]): WorkerOptions[] {
  return workers.toSorted((one, other) => bytesOf(one) - bytesOf(other));
}

function bytesOf({ modules }: WorkerOptions): number {
  const each = Array.isArray(modules) ? modules : [];
  return each.reduce((sum, { contents = "" }) => sum + contents.length, 0);
}

function recordedBy(
  recorder: WorkerOptions | undefined,
  workers: WorkerOptions[],
): WorkerOptions[] {
  if (!recorder?.name) return workers;
  const streamingTails = [recorder.name];
  return [...workers.map((worker) => ({ ...worker, streamingTails })), recorder];
}

/** Without one of them no account can be opened; those of an earlier start are there all the same. */
const ACCOUNT_WORKERS: ReadonlySet<string> = new Set(["gateway", "auth", "member"]);

/** Runs without leaving signal handlers behind: Miniflare's own would exit before the stores are stopped. */
export function quietly<T>(make: () => T): T {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const before = new Map(signals.map((signal) => [signal, new Set(process.listeners(signal))]));
  const made = make();
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (!before.get(signal)?.has(listener)) process.removeListener(signal, listener);
    }
  }
  return made;
}

/** Where R2 lives; `wrangler dev --persist-to <dataDir>/workerd` finds the same objects. */
export function persistencePath(dataDir: string): string {
  return join(dataDir, "workerd/v3");
}

async function settlePorts(wanted: Ports): Promise<Ports> {
  const settled = { ...wanted };
  for (const name of Object.keys(wanted) as (keyof Ports)[]) {
    settled[name] = await freePort(wanted[name]);
  }
  return settled;
}
