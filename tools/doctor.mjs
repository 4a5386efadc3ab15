/** `npm run doctor`: begins without packages and on any Node, so that it can say when those are what is missing. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_MAJOR = 24;

const first = [
  ["Packages", packagesProblem(), ""],
  ["Node", nodeProblem(), process.version],
];
for (const [what, problem, note] of first) {
  console.log(`${problem ? "✗" : "✓"} ${what.padEnd(18)} ${problem || note || "fine"}`);
}
const wrong = first.filter(([, problem]) => problem).length;
if (existsSync(join(ROOT, "node_modules")) && nodeProblem() === "") {
  const { doctor } = await import("./doctor.ts");
  process.exitCode = (await doctor(wrong)) ? 1 : 0;
} else {
  console.log(`\n${wrong} to mend; the rest is checked after that.`);
  process.exitCode = 1;
}

function packagesProblem() {
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

function nodeProblem() {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= NODE_MAJOR
    ? ""
    : `This is Node ${process.versions.node}. The pinned one comes with the packages: run \`npm ci\`, then call this through \`npm run doctor\`.`;
}
