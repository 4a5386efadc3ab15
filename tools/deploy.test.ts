/** The order of a deployment's effects and what it says when one fails; commands are recorded, not run. */
import { describe, expect, test } from "vitest";
import { gzipKibOf } from "./deploy/wrangler-output.ts";
import { DeployError, deploy, dryRun, GZIP_KIB_MAX, type Run } from "./deploy.ts";
import type { Outcome } from "./run-command.ts";
import type { Service, Stage } from "./services.ts";

const OWNER = "postgres://owner@db.example.com/shop";

/** Three Workers: gateway → auth → member. */
const services = [
  service("gateway", ["auth"], ["TOKEN"]),
  service("auth", ["member"], ["KEY", "PEPPER"]),
  service("member", [], []),
];

function service(id: string, calls: string[], requiredSecrets: string[]): Service {
  const stage = (suffix: string): Stage => ({
    name: `edgemart-${id}${suffix}`,
    workersDev: false,
    previewUrls: false,
    routes: [],
    bindings: calls.map((one) => ({ binding: one, service: `edgemart-${one}${suffix}` })),
    requiredSecrets,
    vars: {},
    r2Buckets: [],
    queues: {
      sent: id === "gateway" ? [`edgemart-member${suffix}`] : [],
      taken:
        id === "auth"
          ? [{ queue: `edgemart-member${suffix}`, dead: `edgemart-dead${suffix}` }]
          : [],
    },
    crons: [],
    observability: { logs: true, traces: true, redactsQuery: true },
    surface: [],
  });
  return {
    ...stage(""),
    id,
    folder: `workers/${id}`,
    configPath: `workers/${id}/wrangler.toml`,
    main: "src/index.ts",
    compatibilityDate: "2026-10-20",
    isPublic: false,
    local: {},
    environments: { production: stage("-production") },
  };
}

function nameOf(command: string, args: readonly string[]): string {
  if (command === "node") return "migrate";
  if (args[0] === "queues") return `queue ${args[1]} ${args[2]}`;
  const worker = /workers\/(\w+)\//.exec(args.join(" "))?.[1];
  if (args[0] === "secret") return `secrets ${worker}`;
  return args.includes("--dry-run") ? `dry ${worker}` : `deploy ${worker}`;
}

/** Records commands as short words; `answers` replaces the outcome of one of them. */
function world(answers: Record<string, Partial<Outcome>> = {}) {
  const done: string[] = [];
  const envs: Record<string, string | undefined>[] = [];
  const printed: string[] = [];
  const run: Run = (command, args, options) => {
    const name = nameOf(command, args);
    done.push(name);
    if (command === "node") envs.push(options?.env ?? {});
    const secrets = '⛅️ wrangler\n[{"name":"KEY"},{"name":"PEPPER"},{"name":"TOKEN"}]';
    const output = name.startsWith("secrets") ? secrets : "Total Upload: 90 KiB / gzip: 20.5 KiB";
    return Promise.resolve({ code: 0, output, seconds: 0, ...answers[name] });
  };
  const deployment = {
    root: "/shop",
    services,
    environment: "production" as const,
    run,
    buildNext: () => Promise.resolve(),
    writeConfig: ({ folder }: Service) => `${folder}/wrangler.production.generated.json`,
    print: (line: string) => void printed.push(line),
    shell: { DATABASE_URL: OWNER } as Record<string, string | undefined>,
  };
  return { deployment, done, envs, printed };
}

describe("dry run", () => {
  test("builds callees first, changes nothing and prints size and secrets of each", async () => {
    const { deployment, done, printed } = world();
    const sizes = await dryRun(deployment);
    expect(done).toEqual(["dry member", "dry auth", "dry gateway"]);
    expect(sizes.map((one) => one.gzipKib)).toEqual([20.5, 20.5, 20.5]);
    expect(printed.join("\n")).toContain("secrets: KEY, PEPPER");
  });

  test("refuses a Worker above the size limit", async () => {
    const output = `Total Upload: 9999 KiB / gzip: ${GZIP_KIB_MAX + 1} KiB`;
    const { deployment } = world({ "dry auth": { output } });
    await expect(dryRun(deployment)).rejects.toThrow("edgemart-auth-production is 3073 KiB gzip");
  });

  test("stops at the first Worker that does not build and shows why", async () => {
    const { deployment, done } = world({ "dry member": { code: 1, output: "no such module" } });
    await expect(dryRun(deployment)).rejects.toThrow("no such module");
    expect(done).toEqual(["dry member"]);
  });

  test.each([
    ["gzip: 0.14 KiB", 0.14],
    ["gzip: 1.5 MiB", 1536],
    ["done", null],
  ])("reads Wrangler's size from %j", (output, kib) => {
    expect(gzipKibOf(output)).toBe(kib);
  });
});

describe("deployment", () => {
  const absent = { code: 1, output: 'Queue "x" does not exist. To create it, run: …' };

  test("operations 8: makes the queues that are missing before anything else changes", async () => {
    const { deployment, done, printed } = world({ "queue info edgemart-dead-production": absent });
    await deploy(deployment);
    expect(done.slice(5, 9)).toEqual([
      "queue info edgemart-dead-production",
      "queue create edgemart-dead-production",
      "queue info edgemart-member-production",
      "migrate",
    ]);
    expect(printed).toContain("edgemart-dead-production: made");
  });

  test.each([
    ["queue info edgemart-dead-production", { code: 1, output: "Authentication error" }],
    ["queue create edgemart-dead-production", { code: 1, output: "You have too many queues" }],
  ])("changes nothing when a queue cannot be had: %s", async (step, outcome) => {
    const answers = { "queue info edgemart-dead-production": absent, [step]: outcome };
    const { deployment, done } = world(answers);
    await expect(deploy(deployment)).rejects.toThrow(outcome.output);
    expect(done).not.toContain("migrate");
  });

  test("checks secrets, builds all, migrates, then deploys callees before callers", async () => {
    const { deployment, done } = world();
    await deploy(deployment);
    expect(done).toEqual([
      "secrets auth",
      "secrets gateway",
      "dry member",
      "dry auth",
      "dry gateway",
      "queue info edgemart-dead-production",
      "queue info edgemart-member-production",
      "migrate",
      "deploy member",
      "deploy auth",
      "deploy gateway",
    ]);
  });

  test("changes nothing when a secret is missing, and gives the command that sets it", async () => {
    const output = '[{"name":"KEY"}]';
    const { deployment, done } = world({ "secrets auth": { output } });
    await expect(deploy(deployment)).rejects.toThrow(
      "npx wrangler secret put PEPPER --name edgemart-auth-production",
    );
    expect(done).toEqual(["secrets auth", "secrets gateway"]);
  });

  test("takes a Worker that was never deployed for one without secrets", async () => {
    const output = 'Worker "edgemart-auth-production" (env: production) not found.';
    const { deployment } = world({ "secrets auth": { code: 1, output } });
    await expect(deploy(deployment)).rejects.toThrow("secret put KEY");
  });

  test("says so when the secrets cannot be listed at all", async () => {
    const { deployment } = world({ "secrets auth": { code: 1, output: "Authentication error" } });
    await expect(deploy(deployment)).rejects.toThrow("Authentication error");
  });

  test("deploys no Worker when the migration fails", async () => {
    const { deployment, done } = world({ migrate: { code: 1, output: "not expand-only" } });
    await expect(deploy(deployment)).rejects.toThrow("not expand-only");
    expect(done.at(-1)).toBe("migrate");
  });

  test("stops at the first Worker that fails and says how to roll the others back, callers first", async () => {
    const { deployment, done } = world({ "deploy gateway": { code: 1, output: "route taken" } });
    const failure = await deploy(deployment).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(DeployError);
    const text = (failure as DeployError).message;
    expect(text).toContain("route taken");
    expect(text.indexOf("rollback --name edgemart-auth-")).toBeLessThan(
      text.indexOf("rollback --name edgemart-member-"),
    );
    expect(text).not.toContain("rollback --name edgemart-gateway-");
    expect(done.at(-1)).toBe("deploy gateway");
  });

  test("refuses to migrate without the owner's DATABASE_URL in the shell", async () => {
    const { deployment, done } = world();
    await expect(deploy({ ...deployment, shell: {} })).rejects.toThrow("DATABASE_URL");
    expect(done).toEqual([]);
  });

  test("never lets a laptop's role passwords reach the real database", async () => {
    const { deployment, envs } = world();
    await deploy({
      ...deployment,
      shell: { DATABASE_URL: OWNER, AUTH_DATABASE_PASSWORD: "given" },
    });
    expect(envs).toEqual([
      {
        DATABASE_URL: OWNER,
        GATEWAY_DATABASE_PASSWORD: "",
        AUTH_DATABASE_PASSWORD: "given",
        MEMBER_DATABASE_PASSWORD: "",
      },
    ]);
  });
});
