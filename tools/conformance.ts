/** The tests that name each numbered rule of a specification: printed by `npm run docs -- conformance`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type NamedTest, namedTests, numbersIn } from "./conformance/named-tests.ts";
import type { Spec } from "./conformance/spec.ts";
import { SPECS } from "./conformance/specs.ts";
import { ROOT } from "./run-command.ts";

const FOLDERS = ["packages", "tests", "tools", "web", "workers"];
const NOT_READ = new Set(["node_modules", ".next", ".open-next", ".wrangler", "dist"]);

/** Name of a specification → its page. */
export function conformancePages(): Record<string, string> {
  const tests = allTests();
  return Object.fromEntries(
    SPECS.map((spec) => [spec.page ?? spec.id, conformancePage(spec, tests)]),
  );
}

/** Every named test of the repository, in the order of their paths. */
export function allTests(): NamedTest[] {
  return FOLDERS.flatMap((folder) => testFiles(folder))
    .sort()
    .flatMap((path) => namedTests(path, readFileSync(join(ROOT, path), "utf8")));
}

function testFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_READ.has(entry.name) ? [] : testFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Rules no test names and that are proved nowhere else. */
export function unprovenRules(spec: Spec, tests: readonly NamedTest[]): number[] {
  const proven = new Set(tests.flatMap(({ names }) => [...numbersIn(names, spec)]));
  return spec.rules.map(([number]) => number).filter((n) => !proven.has(n) && !spec.elsewhere[n]);
}

/** Renders one page: what is proved how often, then by which tests. Pure. */
export function conformancePage(spec: Spec, tests: readonly NamedTest[]): string {
  const byRule = spec.rules.map(([number, demand]) => ({
    number,
    demand,
    tests: tests.filter(({ names }) => numbersIn(names, spec).has(number)),
  }));
  const sections = byRule.map(
    (rule) =>
      `## ${rule.number}\n\n${sentence(rule.demand)}\n\n${listOf(rule.tests, spec.elsewhere[rule.number])}`,
  );
  const distinct = new Set(byRule.flatMap((rule) => rule.tests)).size;
  return `# ${spec.title}: rule by rule

${spec.rules.length} rules, ${distinct} tests that name one; a test that runs over a table counts once.

${sections.join("\n")}`;
}

function listOf(tests: readonly NamedTest[], elsewhere: string | undefined): string {
  const lines = tests.map(({ path, names }) => `- ${names.map(prose).join(" › ")} (\`${path}\`)`);
  if (elsewhere) lines.push(`- ${elsewhere}`);
  return `${lines.length ? lines.join("\n") : "- none yet"}\n`;
}

function sentence(demand: string): string {
  return `${demand.charAt(0).toUpperCase()}${demand.slice(1)}.`;
}

/** Keeps signs of a name from being read as markup. */
function prose(name: string): string {
  return name.replace(/[\\*_`<>[\]#|]/g, (sign) => `\\${sign}`);
}
