/** Builds the storefront with OpenNext into web/.open-next, once per state of its sources. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../run-command.ts";
import { bundledPackages } from "./bundled-packages.ts";
import { withLock } from "./file-lock.ts";
import { fingerprint } from "./fingerprint.ts";

/** The storefront reads bindings alone. */
const NO_ENV = ["production", "development", "test"]
  .map((mode) => `export const ${mode} = {};\n`)
  .join("");

/**
 * Makes web/.open-next what the sources say; one build serves every environment, since addresses are read at run time.
 *
 * Under a lock, so that a deployment, a test run and a start do not write the folder together.
 *
 * @throws Error with the tool's output when it does not build
 */
export async function buildNext(root: string): Promise<void> {
  const state = await fingerprint(root, ["web", ...bundledPackages(root), "package-lock.json"]);
  const stamp = join(root, "web/.open-next/fingerprint");
  const isBuilt = () => existsSync(stamp) && readFileSync(stamp, "utf8") === state;
  await withLock(join(root, ".local/build-next.lock"), async () => {
    if (isBuilt()) return;
    const outcome = await runCommand("opennextjs-cloudflare", ["build"], {
      cwd: join(root, "web"),
      deadlineMs: 1_800_000,
      env: { NEXT_TELEMETRY_DISABLED: "1", CI: "true", NODE_ENV: "production" },
    });
    if (outcome.code !== 0) throw new Error(`the storefront did not build:\n${outcome.output}`);
    // OpenNext compiles every `.env` it finds, the root's too, into the Worker: tokens of a shell (decision 0014).
    writeFileSync(join(root, "web/.open-next/cloudflare/next-env.mjs"), NO_ENV);
    writeFileSync(stamp, state);
  });
}
