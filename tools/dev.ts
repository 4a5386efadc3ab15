/** `npm run dev`: the same shop with reload on save: Workers by Wrangler, the storefront by `next dev`. */
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { ensureDemoAccounts } from "./constellation/demo-accounts.ts";
import { layGround } from "./constellation/ground.ts";
import { healthy } from "./constellation/health.ts";
import { startLocalMailbox } from "./constellation/mailbox.ts";
import { oidcVars, startLocalOidc } from "./constellation/oidc.ts";
import { startLocalGateway } from "./constellation/payment-gateway.ts";
import { ensureSecrets } from "./constellation/secrets.ts";
import { seedPictures, seedPurchases } from "./constellation/seed.ts";
import { addressVars, urlsOf, workerSecrets } from "./constellation/worker-bindings.ts";
import { persistencePath, quietly } from "./constellation.ts";
import { cronsOf } from "./crons/crons.ts";
import { throughWrangler } from "./crons/dispatch.ts";
import { startChild } from "./dev/child.ts";
import { openDevFront } from "./dev/front.ts";
import { freePort } from "./local/free-port.ts";
import { PATHS } from "./paths.ts";
import { ROOT } from "./run-command.ts";
import { discoverServices, type Service } from "./services.ts";
import { argumentsOrExit } from "./start/arguments.ts";
import { handOver } from "./start/hand-over.ts";
import { hold } from "./start/hold.ts";
import { assertPortsFree, assertVariables } from "./start/preflight.ts";
import { startTable } from "./start/table.ts";

/** How Wrangler, esbuild and Next mark a fault. */
const FAULT = /\bERROR\b|✘|⨯/;

const { ports, redis } = argumentsOrExit(process.argv.slice(2), {
  command: "npm run dev",
  workers: [],
});

await hold("dev", async (held) => {
  held.listensAt(ports);
  await assertPortsFree(ports, [], "npm run dev");
  const secrets = await ensureSecrets(PATHS.vars);
  assertVariables(secrets);
  const services = discoverServices(ROOT);
  const { stores, pictures } = await layGround(
    {
      dataDir: PATHS.data,
      secrets,
      ports,
      redis,
      onProgress: held.progress,
      log: held.log,
      onFatal: held.fatal,
      signal: held.signal,
    },
    held.undo,
  );
  const secretsById = workerSecrets(ROOT, services, secrets, stores);
  const urls = urlsOf(ports);
  const paymentGateway = await startLocalGateway(
    {
      ...{ services, secrets, dataDir: PATHS.data, api: urls.api, log: held.log },
      port: ports["payment-gateway"],
    },
    held.undo,
  );
  const mailbox = await startLocalMailbox(
    { services, dataDir: PATHS.data, port: ports.mailbox, log: held.log },
    held.undo,
  );
  const oidc = await startLocalOidc(
    {
      ...{ services, secrets, port: ports.oidc, web: urls.web, log: held.log },
      credentialsPath: PATHS.credentials,
    },
    held.undo,
  );
  await handOver({
    services,
    secretsById,
    urls,
    upstashUrl: stores.upstash.url,
    vars: secrets,
  });
  if (pictures) await storePictures(pictures);

  // What programs say of themselves while they start would bury the table; the log has it, faults are shown at once.
  let isUp = false;
  const say = (line: string) => {
    held.log(stripVTControlCharacters(line));
    if ((isUp && !held.signal.aborted) || FAULT.test(line)) console.log(line);
  };
  const run = async (name: string, command: string, args: string[], cwd = ROOT): Promise<void> => {
    held.signal.throwIfAborted();
    const onExit = (how: string) => held.fatal(`${name} ended (${how})`);
    const child = startChild(name, command, args, { cwd, say, onExit });
    held.undo.push(() => child.stop());
    await held.note();
  };
  await run(
    "workers",
    "wrangler",
    wranglerArgs(behindGateway(services), ports.gateway, addressVars("gateway", urls)),
  );
  await run(
    "images",
    "wrangler",
    wranglerArgs(
      byId(services, "image-resizer"),
      ports["image-resizer"],
      addressVars("image-resizer", urls),
    ),
  );
  const nextPort = await freePort();
  await run("web", "next", ["dev", "-p", String(nextPort), "-H", "127.0.0.1"], join(ROOT, "web"));
  const [web] = byId(services, "web");
  const front = await openDevFront({
    port: ports.web,
    nextPort,
    api: urls.api,
    env: {
      ...web?.vars,
      ...secretsById.web,
      ...addressVars("web", urls),
      ...oidcVars("web", urls, secrets),
    },
  });
  held.undo.push(front.stop);

  await healthy("gateway", `${urls.api}/health`, held.signal);
  await healthy("image-resizer", `${urls.cdn}/health`, held.signal);
  // The image CDN's own process has no crons; the gateway's reaches every other Worker.
  const crons = cronsOf({ services, dispatch: throughWrangler(urls.api), log: held.log });
  held.undo.push(crons.stop);
  crons.begin();
  const credentials = pictures
    ? await ensureDemoAccounts({
        credentialsPath: PATHS.credentials,
        serviceKey: secrets.AUTH_BASIC_KEY ?? "",
        api: urls.api,
        adminUrl: stores.adminUrl,
      })
    : null;
  if (credentials && paymentGateway) {
    await seedPurchases(stores.adminUrl, credentials, paymentGateway);
  }
  console.log(
    startTable(
      { credentials, urls, stores, paymentGateway, mailbox, oidc },
      held.seconds(),
      held.logFile,
    ),
  );
  isUp = true;
});

function byId(services: readonly Service[], id: string): Service[] {
  return services.filter((service) => service.id === id);
}

/** The gateway first: `wrangler dev` exposes the first Worker of several. */
function behindGateway(services: readonly Service[]): Service[] {
  return [...byId(services, "gateway"), ...services.filter((service) => !service.isPublic)];
}

function wranglerArgs(
  services: readonly Service[],
  port: number,
  vars: Record<string, string>,
): string[] {
  return [
    "dev",
    ...services.flatMap((service) => ["-c", service.configPath]),
    ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ...["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
    ...["--persist-to", join(PATHS.data, "workerd")],
    "--show-interactive-dev-session=false",
  ];
}

/** A workerd that lives just long enough to fill R2 where `wrangler dev` will look for it. */
async function storePictures(pictures: Parameters<typeof seedPictures>[1]): Promise<void> {
  const miniflare = quietly(
    () =>
      new Miniflare(
        convertV4MiniflareOptions({
          workers: [
            {
              name: "edgemart-image-resizer",
              modules: true,
              script: "export default { fetch: () => new Response(null, { status: 404 }) };",
              compatibilityDate: "2026-10-20",
              r2Buckets: { ORIGINALS: "edgemart-originals" },
            },
          ],
          cf: false,
          resourcePersistencePath: persistencePath(PATHS.data),
        }),
      ),
  );
  try {
    await miniflare.ready;
    await seedPictures(miniflare, pictures);
  } finally {
    await miniflare.dispose();
  }
}
