/** What every command needs before its first line: packages as the lock file says, and the Node that comes with them. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_MAJOR = 24;

/** Says in a sentence that packages are missing or stale; empty when they are as the lock file says. */
export function packagesProblem() {
  const installed = join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return "Packages are not installed: run `npm ci`.";
  const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  const done = packagesOf(installed);
  const stale = Object.entries(packagesOf(join(ROOT, "package-lock.json"))).find(
    ([path, { version, link, optional, devOptional }]) =>
      path.includes("node_modules/") &&
      !link &&
      (done[path] ? done[path].version !== version : !optional && !devOptional),
  );
  return stale
    ? `${stale[0].split("node_modules/").at(-1)} is not installed as package-lock.json says: run \`npm ci\`.`
    : "";
}

/** Says in a sentence that this Node cannot run the tools; empty when it can. */
export function nodeProblem() {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= NODE_MAJOR
    ? ""
    : `This is Node ${process.versions.node}. The pinned one comes with the packages: run \`npm ci\`, then call this through npm.`;
}
