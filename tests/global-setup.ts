/** Brings one constellation up for all files of a test project, on free ports and data of its own. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import type { TestProject } from "vitest/node";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Read by Wrangler when it is loaded.
  process.env.WRANGLER_LOG ??= "error";
  const { raise } = await import("../tools/constellation.ts");
  const { FREE_PORTS } = await import("../tools/constellation/ports.ts");
  const { throwawaySecrets } = await import("../tools/constellation/secrets.ts");
  const { ROOT } = await import("../tools/run-command.ts");
  const { PATHS } = await import("../tools/paths.ts");
  const { claimFolder, noteInFolder, sweepAbandoned } = await import(
    "../tools/start/owned-folder.ts"
  );
  await sweepAbandoned("edgemart-", (line) => console.log(`system: ${line}`));
  const dataDir = await temporaryFolder("test");
  await claimFolder(dataDir);
  const secrets = await throwawaySecrets();
  const words: string[] = [];
  const up = await raise({
    root: ROOT,
    dataDir,
    cacheDir: PATHS.cache,
    credentialsPath: join(dataDir, "credentials.json"),
    ports: FREE_PORTS,
    secrets,
    onProgress: (line) => console.log(`system: ${line}`),
    log: (line) => words.push(line),
    onFatal: (reason) => console.error(`system: ${reason}`),
  }).catch((error: unknown) => {
    console.error(words.slice(-40).join("\n"));
    throw error;
  });
  await noteInFolder(dataDir);
  const { credentials } = up;
  if (!credentials) throw new Error("a constellation with a gateway has demo accounts");
  project.provide("system", {
    urls: up.urls,
    serviceKey: credentials.serviceKey,
    admin: credentials.admin,
    member: credentials.member,
    adminUrl: up.stores.adminUrl,
    upstash: up.stores.upstash,
    signingKey: secrets.AUTH_SIGNING_KEY ?? "",
    operatorToken: secrets.OPERATOR_TOKEN ?? "",
    services: up.services.map(({ id, name, isPublic }) => ({ id, name, isPublic })),
    redisKind: up.stores.describe.redis,
  });
  return async () => {
    await up.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
