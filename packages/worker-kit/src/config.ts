/** Environment → configuration, once per isolate; a wrong value stops the Worker instead of half-configuring it. */
import type { z } from "zod";

/** Thrown when bindings, vars or secrets are missing or contradict each other; names keys, never values. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join("; "));
    this.problems = problems;
  }
}

/**
 * Builds a reader that parses an `env` object with Zod once and remembers the answer.
 *
 * @throws ConfigError from the reader, with one entry for each wrong key
 */
export function configReader<T>(schema: z.ZodType<T>): (env: object) => T {
  const known = new WeakMap<object, T | ConfigError>();
  return (env) => {
    const before = known.get(env) ?? parse(schema, env);
    known.set(env, before);
    if (before instanceof ConfigError) throw before;
    return before;
  };
}

function parse<T>(schema: z.ZodType<T>, env: object): T | ConfigError {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  return new ConfigError(
    parsed.error.issues.map((issue) => `${issue.path.join(".") || "env"}: ${issue.message}`),
  );
}
