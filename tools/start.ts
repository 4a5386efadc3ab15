/** `npm start`: the whole shop on this machine, on real data, until Ctrl-C. */
import { ensureSecrets } from "./constellation/secrets.ts";
import { IS_HOME, PATHS } from "./paths.ts";
import { ROOT } from "./run-command.ts";
import { readArguments } from "./start/arguments.ts";
import { handOver } from "./start/hand-over.ts";
import { hold } from "./start/hold.ts";
import { assertPortsFree, assertVariables } from "./start/preflight.ts";
import { startTable } from "./start/table.ts";

// Read by Wrangler when it is loaded: its own notices do not belong in our output.
process.env.WRANGLER_LOG ??= "error";
process.env.WRANGLER_SEND_METRICS ??= "false";

await hold("start", async (held) => {
  const { ports, without, redis } = readArguments(process.argv.slice(2));
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
      register: IS_HOME,
      onProgress: held.progress,
      log: held.log,
      onFatal: held.fatal,
      signal: held.signal,
    },
    held.undo,
  );
  await handOver({ ...up, upstashUrl: up.stores.upstash.url, vars: secrets });
  console.log(startTable(up, held.seconds(), held.logFile));
});
