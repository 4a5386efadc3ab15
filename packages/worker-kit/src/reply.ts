/** What a handler answers, as data: typed by its operation, made into a response in one place. */
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Operation } from "@edgemart/contracts/operation";
import type { CodeOf } from "@edgemart/contracts/operation-codes";
import type { Failure, Result } from "@edgemart/contracts/result";
import type { Context } from "hono";
import type { ContentfulStatusCode, StatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import { contentTag, isNoneOf } from "./content-tag.ts";
import { problem } from "./create-app.ts";

/** A success: its status, its body (null for none) and its headers in lower case. */
export interface Reply<Status extends number = number, Body = unknown, Headers = object> {
  status: Status;
  body: Body;
  headers: Headers;
  /** The tag is made from the content, and a caller that names it gets 304. */
  isTagged?: true;
}

type HeadersOf<Op extends Operation> = Op extends {
  headers: readonly (infer Name extends string)[];
}
  ? Record<Lowercase<Name>, string>
  : object;

type ReplyTo<Op extends Operation> = {
  [Status in keyof Op["responses"] & number]: Reply<
    Status,
    Op["responses"][Status] extends z.ZodType ? z.output<Op["responses"][Status]> : null,
    HeadersOf<Op>
  >;
}[keyof Op["responses"] & number];

/** Everything that a handler of an operation may answer: no status, body, error code or lack of a header that its contract does not name. */
export type AnswerTo<Op extends Operation> = ReplyTo<Op> | Refused<CodeOf<Op>> | Response;

/** The failed side of a `Result`. */
interface Refused<Code extends ErrorCode = ErrorCode> {
  ok: false;
  error: Failure<Code>;
}

/**
 * Makes a reply.
 *
 * @param headers lower case; all that the contract names
 * @example reply(201, order, { location: `/api/orders/${order.id}` })
 */
export function reply<const Status extends number, const Body, const Headers = object>(
  status: Status,
  body: Body,
  // Guarantee of the cast: without headers their type is the empty one.
  headers: Headers = {} as Headers,
): Reply<Status, Body, Headers> {
  return { status, body, headers };
}

/** Makes the reply of a thing that has a version, which is its `ETag`. */
export function versioned<
  const Status extends number,
  Body extends { version: number },
  const Headers = object,
>(
  status: Status,
  body: Body,
  // Guarantee of the cast: as in `reply`.
  headers: Headers = {} as Headers,
): Reply<Status, Body, Headers & { etag: string }> {
  return reply(status, body, { ...headers, etag: `"${body.version}"` });
}

/** Makes the answer of a write: the thing as it is now with its version as `ETag`, or why nothing was written. */
export function written<
  const Status extends number,
  Body extends { version: number },
  Code extends ErrorCode,
>(
  status: Status,
  result: Result<Body, Code>,
): Reply<Status, Body, { etag: string }> | Refused<Code> {
  return result.ok ? versioned(status, result.value) : result;
}

/** Makes the answer of a removal: 204, or why nothing was removed. */
export function removed<Code extends ErrorCode>(
  result: Result<unknown, Code>,
): Reply<204, null> | Refused<Code> {
  return result.ok ? reply(204, null) : result;
}

/** Makes the reply of a public read: its `ETag` is made from the content, and caches ask again each time. */
export function tagged<Body>(body: Body): Reply<200, Body, { etag: string }> {
  const headers = { etag: "", "cache-control": "public, max-age=0, must-revalidate" };
  return { status: 200, body, headers, isTagged: true };
}

/** Makes the response of an answer. */
export function respond(
  c: Context,
  answer: Reply | Refused | Response,
): Response | Promise<Response> {
  if (answer instanceof Response) return answer;
  if ("ok" in answer) return problem(c, answer.error);
  for (const [name, value] of Object.entries(answer.headers)) c.header(name, value as string);
  if (answer.body === null) return c.body(null, answer.status as StatusCode);
  if (answer.isTagged) return sendTagged(c, answer.body);
  return c.json(answer.body, answer.status as ContentfulStatusCode);
}

/** 200 with the body, or 304 when the caller already has these very bytes. @see RFC 9110 §13.1.2 */
async function sendTagged(c: Context, value: unknown): Promise<Response> {
  const body = JSON.stringify(value);
  const etag = await contentTag(body);
  c.header("etag", etag);
  if (isNoneOf(c.req.header("if-none-match"), etag)) return c.body(null, 304);
  return c.body(body, 200, { "content-type": "application/json" });
}
