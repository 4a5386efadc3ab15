/** The shapes that operations of the administration share: list, create, change and remove one kind of thing. */
import { z } from "zod";

/** Credential and right of every operation of the administration. */
export const ADMIN = { credential: "bearer", right: "admin" } as const;

/** The same for a write: it names its key always, so that a repeat is safe however the first one ended. */
export const ADMIN_WRITE = { ...ADMIN, idempotency: "required" } as const;

/** Terms of a list that is short enough to be one page. */
export function listing<Item extends z.ZodType>(path: string, summary: string, item: Item) {
  const responses = { 200: z.object({ items: z.array(item) }) } as const;
  return { ...ADMIN, method: "get", path, summary, responses, errors: [] } as const;
}

/** Terms of a POST that makes one thing, which has a version. */
export function creating<Body extends z.ZodType, Answer extends z.ZodType>(
  path: string,
  summary: string,
  body: Body,
  answer: Answer,
) {
  return {
    ...ADMIN_WRITE,
    method: "post",
    path,
    summary,
    body,
    responses: { 201: answer },
    headers: ["ETag"],
    // `not_found`: what the key made before is gone again.
    errors: ["slug_taken", "not_found"],
  } as const;
}

/** Terms of a PATCH of one thing, based on its version. */
export function changing<
  Params extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(path: string, summary: string, params: Params, body: Body, answer: Answer) {
  return {
    ...ADMIN_WRITE,
    method: "patch",
    path,
    summary,
    params,
    body,
    responses: { 200: answer },
    ifMatch: true,
    headers: ["ETag"],
    errors: [],
  } as const;
}

/** Terms of a DELETE of one thing, based on its version; refused while something points to it. */
export function removing<Params extends z.ZodObject>(
  path: string,
  summary: string,
  params: Params,
) {
  return {
    ...ADMIN_WRITE,
    method: "delete",
    path,
    summary,
    params,
    responses: { 204: null },
    ifMatch: true,
    errors: ["still_used"],
  } as const;
}
