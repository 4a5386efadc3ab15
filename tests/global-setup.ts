/** Brings one constellation up for all files of a test project, on free ports and data of its own. */
import { appendFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestProject } from "vitest/node";

/**
 * A machine under load must not look like a store that is unavailable: browser, stores and Workers share two cores here.
 * Tests of outages bring up systems of their own, with the waits that are deployed.
 */
const WAITS = { REDIS_FIRST_MS: "5000", REDIS_LATER_MS: "5000", REDIS_FALLBACK_MS: "5000" };
const PATIENT = { gateway: WAITS, bff: WAITS, catalog: WAITS, order: WAITS };

/** Brings the system up and provides its facts to the tests. @returns what ends it */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Read by Wrangler when it is loaded.
  process.env.WRANGLER_LOG ??= "error";
  const { raiseTemporary } = await import("./raise-temporary.ts");
  const { sweepAbandoned } = await import("../tools/start/owned-folder.ts");
  const say = (line: string) => console.log(`system: ${line}`);
  await sweepAbandoned("edgemart-", say);
  const lines = join(await mkdtemp(join(tmpdir(), "tests-edgemart-log-")), "lines");
  const up = await raiseTemporary("test", {
    log: (line) => appendFileSync(lines, `${line}\n`),
    vars: PATIENT,
    onProgress: say,
    onFatal: say,
  });
  const { credentials, secrets } = up;
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
    mailWebhookSecret: secrets.RESEND_WEBHOOK_SECRET ?? "",
    unsubscribeSecrets: secrets.UNSUBSCRIBE_SECRETS ?? "",
    log: lines,
    services: up.services.map(({ id, name, isPublic }) => ({ id, name, isPublic })),
    redisKind: up.stores.describe.redis,
    paymentGateway: up.paymentGateway && {
      url: up.paymentGateway.url,
      keys: up.paymentGateway.keys,
    },
  });
  return async () => {
    await up.stop();
    await rm(dirname(lines), { recursive: true, force: true });
  };
}
