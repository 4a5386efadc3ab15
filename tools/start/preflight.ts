/** What must hold before anything is started; each breach is one sentence that says what to do. */
import { access, constants, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Ports } from "../constellation/ports.ts";
import type { Secrets } from "../constellation/secrets.ts";
import { UsageError } from "./usage-error.ts";

const PORT_USE: Record<keyof Ports, string> = {
  web: "the storefront",
  gateway: "the API",
  "image-resizer": "the image CDN",
  neon: "the PostgreSQL endpoint",
  upstash: "the Redis endpoint",
  postgres: "PostgreSQL",
  redis: "Redis",
  "payment-gateway": "the local payment gateway",
  mailbox: "the local mailbox",
  oidc: "the local stand-in of Google",
};

/** @throws UsageError when the folder cannot be written */
export async function assertWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, `.probe-${process.pid}`);
    await writeFile(probe, "");
    await rm(probe);
    await access(folder, constants.W_OK);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UsageError(
      `The folder ${folder} cannot be written (${why}): run in a clone that belongs to you.`,
    );
  }
}

/** @throws UsageError naming the port, what it is for and how to choose another */
export async function assertPortsFree(
  ports: Ports,
  without: readonly string[],
  command = "npm start",
): Promise<void> {
  for (const [name, port] of Object.entries(ports) as [keyof Ports, number][]) {
    if (without.includes(name) || port === 0) continue;
    const state = await portState(port);
    if (state === "free") continue;
    const problem =
      state === "taken"
        ? "is in use by another program: stop it, or choose another"
        : "may not be opened by this user (EACCES): choose another";
    const other = port < 1_024 ? port + 8_000 : port > 64_000 ? port - 1_000 : port + 1_000;
    throw new UsageError(
      `Port ${port} for ${PORT_USE[name]} ${problem} with \`${command} -- --port ${name}=${other}\`.`,
    );
  }
}

/** Says whether a port can be listened on; `forbidden` is one the system keeps for others (EACCES). */
export function portState(port: number): Promise<"free" | "taken" | "forbidden"> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "EACCES" ? "forbidden" : "taken"),
    );
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve("free")));
  });
}

/** @throws UsageError naming the variable and what it must be */
export function assertVariables(secrets: Secrets): void {
  const wrong = variableProblems(secrets)[0];
  if (wrong) throw new UsageError(`${wrong} Change it in .dev.vars at the root.`);
}

/** One sentence for each wrong variable of the root `.dev.vars`. Pure. */
export function variableProblems(secrets: Secrets): string[] {
  const problems: string[] = [];
  const expectUrl = (name: string, protocols: string[], example: string) => {
    const value = secrets[name];
    if (value === undefined || value === "") return;
    const good = URL.canParse(value) && protocols.includes(new URL(value).protocol);
    if (!good) problems.push(`${name} must be an address such as ${example}.`);
  };
  expectUrl(
    "DATABASE_URL",
    ["postgres:", "postgresql:"],
    "postgres://owner:password@host/database",
  );
  expectUrl("UPSTASH_REDIS_REST_URL", ["https:", "http:"], "https://name.upstash.io");
  expectUrl("REDIS_URL", ["redis:", "rediss:"], "redis://127.0.0.1:6379");
  expectUrl("PAYMENT_GATEWAY_URL", ["https:"], "https://api.tosspayments.com");
  if (secrets.PAYMENT_GATEWAY === "toss" && !secrets.PAYMENT_GATEWAY_URL) {
    problems.push("PAYMENT_GATEWAY_URL is missing next to PAYMENT_GATEWAY.");
  }
  if (secrets.UPSTASH_REDIS_REST_URL && !secrets.UPSTASH_REDIS_REST_TOKEN) {
    problems.push("UPSTASH_REDIS_REST_TOKEN is missing beside UPSTASH_REDIS_REST_URL.");
  }
  return problems;
}
