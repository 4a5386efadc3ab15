/** `npm start`: the entire shop on this machine, on real data, until Ctrl-C. */

import { ensureSecrets } from "./constellation/secrets.ts";
import { cronsOf } from "./crons/crons.ts";
import { throughMiniflare } from "./crons/dispatch.ts";
import { PATHS } from "./paths.ts";
import { ROOT } from "./run-command.ts";
import { discoverServices } from "./services.ts";
import { argumentsOrExit } from "./start/arguments.ts";
import { handOver } from "./start/hand-over.ts";
import { hold } from "./start/hold.ts";
import { assertPortsFree, assertVariables } from "./start/preflight.ts";
import { startTable } from "./start/table.ts";

// Read by Wrangler when it is loaded: its own notices do not belong in our output.
process.env.WRANGLER_LOG ??= "error";
process.env.WRANGLER_SEND_METRICS ??= "false";

const { ports, without, redis } = argumentsOrExit(process.argv.slice(2), {
  command: "npm start",
  workers: discoverServices(ROOT).map(({ id }) => id),
});

await hold("start", async (held) => {
  held.listensAt(ports);
  await assertPortsFree(ports, without);
  const secrets = await ensureSecrets(PATHS.vars);
  assertVariables(secrets);
  const { raise } = await import("./constellation.ts");
  const up = await raise(
    {
      root: ROOT,
      dataDir: PATHS.data,
      cacheDir: PATHS.cache,
      credentialsPath: PATHS.credentials,
      ports,
      secrets,
      without,
      redis,
      registry: PATHS.registry,
      onProgress: held.progress,
      log: held.log,
      onFatal: held.fatal,
      signal: held.signal,
    },
    held.undo,
  );
  const crons = cronsOf({ ...up, dispatch: throughMiniflare(up.miniflare), log: held.log });
  held.undo.push(crons.stop);
  crons.begin();
  const everyWorker = [...up.services, ...up.leftOut];
  await handOver({
    ...up,
    services: everyWorker,
    upstashUrl: up.stores.upstash.url,
    vars: secrets,
  });
  console.log(startTable(up, held.seconds(), held.logFile));
});
