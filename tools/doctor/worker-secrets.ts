/** Shows each Worker's own reader what `.dev.vars` says: a secret it refuses would make it answer 503 to everything. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Secrets, secretsOf } from "../constellation/secrets.ts";
import { discoverServices, type Service } from "../services.ts";

/** @returns one sentence for each secret that a Worker refuses, with the reason and never the value */
export async function secretProblems(root: string, secrets: Secrets): Promise<string[]> {
  const found = await Promise.all(
    discoverServices(root).map(async (service) => {
      const given = secretsOf(root, service, secrets);
      const problems = await problemsOf(root, service, given);
      // What is not there yet, bindings and addresses, comes with the start.
      return problems.filter((problem) => Object.hasOwn(given, problem.split(/[.:]/)[0] ?? ""));
    }),
  );
  return [...new Set(found.flat())].map((problem) => `${problem}.`);
}

async function problemsOf(root: string, service: Service, given: Secrets): Promise<string[]> {
  const env = pathToFileURL(join(root, service.folder, "src/env.ts")).href;
  const readers = Object.entries((await import(env)) as Record<string, unknown>).filter(
    ([name, value]) => /^read\w*Config$/.test(name) && typeof value === "function",
  );
  return readers.flatMap(([, read]) => {
    try {
      (read as (env: object) => unknown)({ ...service.vars, ...given }); // a function by the filter above
      return [];
    } catch (error) {
      return (error as { problems?: string[] }).problems ?? [];
    }
  });
}
