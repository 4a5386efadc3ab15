/** Validation at the door: Zod schemas through Hono's validator, failures as problems of the error table. */

import type { ErrorCode } from "@edgemart/contracts/error";
import { err, type FieldError, type Result } from "@edgemart/contracts/result";
import { zValidator } from "@hono/zod-validator";
import { createMiddleware } from "hono/factory";
import type { z } from "zod";
import { problem } from "./create-app.ts";
import { parseJsonObject } from "./json-text.ts";
import { readBody } from "./read-body.ts";
import { decodeUtf8 } from "./utf8.ts";

/** The gateway hands on entire bodies: this ends only what does not come through it. */
const BODY_MS = 10_000;

/** Validates a JSON body → 422 `validation_failed`; is placed after `strictJson`. */
export function validJson<T extends z.ZodType>(schema: T) {
  return zValidator("json", schema, (result, c) => {
    if (!result.success) return problem(c, failure("validation_failed", result.error.issues));
  });
}

/** Validates the query → 400 `invalid_query`. */
export function validQuery<T extends z.ZodType>(schema: T) {
  return zValidator("query", schema, (result, c) => {
    if (!result.success) return problem(c, failure("invalid_query", result.error.issues));
  });
}

/** Validates path parameters → 404, as for a thing that does not exist. */
export function validParam<T extends z.ZodType>(schema: T) {
  return zValidator("param", schema, (result, c) => {
    if (!result.success) return problem(c, { code: "not_found" });
  });
}

/** Parses RPC input at the door: types vanish at run time and two deployments can be a day apart. */
export function parseInput<T>(
  schema: z.ZodType<T>,
  input: unknown,
): Result<T, "validation_failed"> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  return err("validation_failed", { errors: fieldErrors(parsed.error.issues) });
}

/** Validates a query whose names may repeat, as `validQuery` does. @param query every value of each name */
export function parseQueries<T>(
  schema: z.ZodType<T>,
  query: Record<string, string[]>,
): Result<T, "invalid_query"> {
  const named = Object.entries(query).map(([name, all]) => [name, all.length > 1 ? all : all[0]]);
  const parsed = schema.safeParse(Object.fromEntries(named));
  if (parsed.success) return { ok: true, value: parsed.data };
  return err("invalid_query", { errors: fieldErrors(parsed.error.issues) });
}

/**
 * Lets only a bounded, strict JSON object through: 413, 408, 415 and 400 are decided here, before any schema.
 *
 * @param bytesMax body limit in bytes, counted while reading
 * @see specs/auth.md items 3–5
 */
export function strictJson(bytesMax: number) {
  return createMiddleware(async function strictJson(c, next) {
    if (!isJson(c.req.header("content-type")) || c.req.header("content-encoding")) {
      return problem(c, { code: "unsupported_media_type" });
    }
    const read = await readBody(c.req.raw.body, { bytesMax, withinMs: BODY_MS });
    if (!read.ok) {
      const isLarge = read.error.code === "body_too_large";
      return problem(c, {
        ...read.error,
        ...(isLarge && { detail: `At most ${bytesMax} bytes are taken.` }),
      });
    }
    const text = decodeUtf8(read.value);
    const parsed = text === null ? null : parseJsonObject(text);
    if (!parsed?.ok) {
      return problem(c, {
        code: "invalid_body",
        detail: parsed?.reason ?? "the text is not UTF-8",
      });
    }
    c.req.raw = new Request(c.req.raw, { body: read.value });
    await next();
  });
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? "");
}

function failure(code: ErrorCode, issues: readonly z.core.$ZodIssue[]) {
  return { code, errors: fieldErrors(issues) };
}

/** Turns Zod issues into the wire's field errors, at most 20. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.slice(0, 20).flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: [...issue.path, key].join("."),
        code: "unknown_field",
        message: "is not a field of this input",
      }));
    }
    return [{ path: issue.path.join("."), code: issue.code, message: issue.message }];
  });
}
