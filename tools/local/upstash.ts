/** Speaks Upstash's Redis REST protocol on loopback in front of any Redis. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Answer, type Endpoint, type Log, listenOnLoopback } from "./loopback.ts";
import {
  type RedisCommand,
  RedisError,
  type RedisStore,
  type Reply,
  StoreAwayError,
} from "./redis-store.ts";
import { encodeReply, parseRequest, refusal, withoutFlagLine } from "./upstash-request.ts";

/** What to serve, and where. */
export interface UpstashOptions {
  /** 0 takes a free port. */
  port: number;
  /** The bearer token that every request must carry. */
  token: string;
  store: RedisStore;
  log: Log;
  /** Called for each request that is answered by the store: tests count them. */
  tap?: (() => void) | undefined;
  /** For one request. @default 5 000 */
  deadlineMs?: number;
}

const BODY_BYTES_MAX = 10 * 1024 * 1024;

/**
 * Starts the endpoint; the store may be away, and may come and go.
 *
 * 200 `{result}` or a list of `{result}`/`{error}` · 400 `{error}` Redis's own · 401 · 413 · 503 the store is unavailable.
 *
 * @see https://upstash.com/docs/redis/features/restapi
 */
export async function startUpstashEndpoint(options: UpstashOptions): Promise<Endpoint> {
  const { store, deadlineMs = 5_000 } = options;
  return listenOnLoopback({
    name: "upstash endpoint",
    port: options.port,
    bodyBytesMax: BODY_BYTES_MAX,
    failure: (_status, message) => ({ error: message }),
    log: options.log,
    async handle(request, body) {
      const url = new URL(request.url ?? "/", "http://local");
      if (!isAuthorized(request, url, options.token)) {
        return { status: 401, body: { error: "Unauthorized" } };
      }
      if (request.method !== "POST" && (request.method !== "GET" || url.pathname === "/")) {
        return { status: 404, body: { error: "not found" } };
      }
      options.tap?.();
      try {
        const base64 = request.headers["upstash-encoding"] === "base64";
        const answer = perform(store, withoutFlagLine, url, body, base64);
        return { status: 200, body: await withDeadline(answer, deadlineMs) };
      } catch (error) {
        return failure(error);
      }
    },
  });
}

type Rewrite = (command: RedisCommand) => RedisCommand;

async function perform(
  store: RedisStore,
  withoutFlagLine: Rewrite,
  url: URL,
  body: Buffer,
  base64: boolean,
): Promise<unknown> {
  const asked = parseRequest(url, body);
  const shown = (reply: Reply | RedisError) =>
    reply instanceof RedisError ? { error: reply.message } : { result: encodeReply(reply, base64) };
  const execute = async (command: RedisCommand) => {
    const refused = refusal(command);
    if (refused) throw new RedisError(refused);
    return store.execute(withoutFlagLine(command));
  };
  switch (asked.kind) {
    case "single":
      return shown(await execute(asked.command));
    case "pipeline": {
      const replies = asked.commands.map((command) => execute(command).catch(onlyRedisError));
      return (await Promise.all(replies)).map(shown);
    }
    case "transaction": {
      const refused = asked.commands.map(refusal).find((reason) => reason !== undefined);
      if (refused) throw new RedisError(`EXECABORT ${refused}`);
      return (await store.transaction(asked.commands.map(withoutFlagLine))).map(shown);
    }
  }
}

/** Compares digests, so that neither length nor content of the token shows in the time taken. */
function isAuthorized(request: IncomingMessage, url: URL, token: string): boolean {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const presented = bearer ?? url.searchParams.get("_token") ?? "";
  return timingSafeEqual(digest(presented), digest(token));
}

async function withDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreAwayError(`no answer in ${deadlineMs} ms`)),
      deadlineMs,
    );
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}

function onlyRedisError(error: unknown): RedisError {
  if (error instanceof RedisError) return error;
  throw error;
}

function failure(error: unknown): Answer {
  if (error instanceof RedisError) return { status: 400, body: { error: error.message } };
  if (error instanceof StoreAwayError) {
    return { status: 503, body: { error: "UNAVAILABLE Redis is away; try again" } };
  }
  throw error;
}
