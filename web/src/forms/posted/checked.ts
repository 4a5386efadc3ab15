/** Checks typed fields by the contract before anything is sent: the same rules, said field by field. Pure. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { z } from "zod";

/** @returns `validation_failed` naming each wrong field as `missing` or `invalid` */
export function checked<T>(schema: z.ZodType<T>, input: Record<string, unknown>): Result<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const errors = parsed.error.issues.map((issue) => {
    const path = String(issue.path[0] ?? "");
    const given = input[path];
    const code = given === "" || given === null || given === undefined ? "missing" : "invalid";
    return { path, code, message: issue.message };
  });
  return err("validation_failed", { errors });
}
