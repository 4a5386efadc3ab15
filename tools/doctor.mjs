/** `npm run doctor`: begins without packages and on any Node, so that it can say when those are what is missing. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeProblem, packagesProblem } from "./installed.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

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
