/** Loaded before a command of package.json: one sentence in place of a stack when nothing is installed yet. */
import { nodeProblem, packagesProblem } from "./installed.mjs";

const problem = packagesProblem() || nodeProblem();
if (problem) {
  console.error(problem);
  // Stale packages may do: anyone who bisects or edits the lock file knows better.
  if (problem.startsWith("Packages are") || nodeProblem()) process.exit(1);
}
