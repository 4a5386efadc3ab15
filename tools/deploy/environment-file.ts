/** `deploy/<environment>.jsonc`: everything an operator chooses, read and checked. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { z } from "zod";

/** The environments that can be deployed to. */
export const ENVIRONMENTS = ["staging", "production"] as const;
/** The name of a deployed environment. */
export type Environment = (typeof ENVIRONMENTS)[number];

const Host = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "must be a host name in lower case");
const Vars = z.record(
  z.string().regex(/^[A-Z][A-Z0-9_]*$/, "must be the name of a variable"),
  z.union([z.string(), z.number()]),
);

/** Schema of an environment's file. */
export const EnvironmentFile = z.strictObject({
  hosts: z.strictObject({ shop: Host, api: Host, images: Host }),
  issuer: z.url(),
  rateLimitNamespace: z.int().min(1).max(99),
  vars: Vars,
  /** Values for one Worker alone, by its short name. */
  workers: z.record(z.string(), z.strictObject({ vars: Vars })).default({}),
});
/** What it says, as it is read. */
export type EnvironmentFile = z.infer<typeof EnvironmentFile>;

/** Thrown when an environment's file is wrong; its message names file and field. */
export class EnvironmentFileError extends Error {
  override name = "EnvironmentFileError";
}

/**
 * Reads an environment's file.
 *
 * @returns null when there is none
 * @throws EnvironmentFileError for what is not JSON with comments, or has a wrong or unknown field
 */
export function readEnvironmentFile(
  root: string,
  environment: Environment,
): EnvironmentFile | null {
  const path = `deploy/${environment}.jsonc`;
  if (!existsSync(join(root, path))) return null;
  const faults: ParseError[] = [];
  const content: unknown = parse(readFileSync(join(root, path), "utf8"), faults, {
    allowTrailingComma: true,
  });
  const [fault] = faults;
  if (fault) {
    const reason = printParseErrorCode(fault.error);
    throw new EnvironmentFileError(`${path}: ${reason} at character ${fault.offset}`);
  }
  const parsed = EnvironmentFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`);
  throw new EnvironmentFileError(`${path}: ${issues.join("; ")}`);
}
