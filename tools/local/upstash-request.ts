/** Reads and writes Upstash's REST protocol: requests into commands, replies into JSON; pure. */
import { type RedisCommand, RedisError, type Reply } from "./redis-store.ts";

/** What one HTTP request asks for. */
export type UpstashRequest =
  | { kind: "single"; command: RedisCommand }
  | { kind: "pipeline" | "transaction"; commands: RedisCommand[] };

const COMMANDS_MAX = 10_000;

/**
 * Parses a request: `POST /` and `/pipeline`, `/multi-exec` with JSON, or a command in the path (`/set/k/v?EX=9`),
 * where a body becomes the last argument before the query's.
 *
 * @throws RedisError with a message fit to send
 */
export function parseRequest(url: URL, body: Buffer): UpstashRequest {
  switch (url.pathname) {
    case "/":
      return { kind: "single", command: parseCommand(parseJson(body)) };
    case "/pipeline":
      return { kind: "pipeline", commands: parseCommands(parseJson(body)) };
    case "/multi-exec":
      return { kind: "transaction", commands: parseCommands(parseJson(body)) };
    default:
      return { kind: "single", command: parsePath(url, body) };
  }
}

function parsePath(url: URL, body: Buffer): RedisCommand {
  const query = [...url.searchParams]
    .filter(([name]) => name !== "_token")
    .flatMap(([name, value]) => (value === "" ? [name] : [name, value]));
  try {
    const path = url.pathname.slice(1).split("/").map(decodeURIComponent);
    const last = body.length > 0 ? [body] : [];
    return [...path.map(bytes), ...last, ...query.map(bytes)];
  } catch {
    throw new RedisError("ERR the path is not well encoded");
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new RedisError("ERR failed to parse JSON body");
  }
}

function parseCommands(json: unknown): RedisCommand[] {
  if (!Array.isArray(json)) throw new RedisError("ERR a JSON array of commands is expected");
  if (json.length > COMMANDS_MAX) throw new RedisError(`ERR more than ${COMMANDS_MAX} commands`);
  return json.map(parseCommand);
}

function parseCommand(json: unknown): RedisCommand {
  if (!Array.isArray(json)) throw new RedisError("ERR a command must be a JSON array");
  if (json.length === 0) throw new RedisError("ERR empty command");
  return json.map((part) => {
    if (/^(string|number|boolean)$/.test(typeof part)) return bytes(part);
    throw new RedisError("ERR a command's parts must be strings, numbers or booleans");
  });
}

const bytes = (value: unknown) => Buffer.from(String(value), "utf8");

/** Turns a reply into JSON. In base64 every string is encoded but a reply that is nothing but "OK", which clients expect bare. */
export function encodeReply(reply: Reply, base64: boolean): unknown {
  const isOk = reply !== null && typeof reply !== "number" && String(reply) === "OK";
  return isOk && !Array.isArray(reply) ? "OK" : encode(reply, base64);
}

function encode(reply: Reply, base64: boolean): unknown {
  if (reply === null || typeof reply === "number") return reply;
  if (Array.isArray(reply)) return reply.map((item) => encode(item, base64));
  return reply.toString(base64 ? "base64" : "utf8");
}

/** What needs a connection of one's own, waits, or administers the server: none of it exists over REST. */
const REFUSED = new Set(
  `SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE MONITOR SYNC PSYNC
   BLPOP BRPOP BLMOVE BLMPOP BRPOPLPUSH BZPOPMIN BZPOPMAX BZMPOP WAIT WAITAOF
   MULTI EXEC DISCARD WATCH UNWATCH SELECT SWAPDB MOVE AUTH HELLO QUIT RESET CLIENT READONLY READWRITE ASKING
   SHUTDOWN CONFIG DEBUG SAVE BGSAVE BGREWRITEAOF REPLICAOF SLAVEOF REPLCONF FAILOVER CLUSTER MODULE ACL MIGRATE
   LATENCY SLOWLOG MEMORY COMMAND`.split(/\s+/),
);

/** Says why a command may not pass, undefined when it may. */
export function refusal([name, ...args]: RedisCommand): string | undefined {
  const word = String(name).toUpperCase();
  const blocks = /^XREAD(GROUP)?$/.test(word) && args.some((arg) => /^block$/i.test(String(arg)));
  return REFUSED.has(word) || blocks
    ? `ERR Command is not available: '${word}'. It cannot be used over REST.`
    : undefined;
}

const FLAG_LINE = /^#!lua flags=allow-key-locking[^\S\n]*(?=\n|$)/;

/** Takes Upstash's own flag line out of an EVAL's script: a plain Redis refuses it. */
export function withoutFlagLine(command: RedisCommand): RedisCommand {
  const [name, script, ...rest] = command;
  if (name === undefined || script === undefined || !/^eval$/i.test(String(name))) return command;
  return [name, Buffer.from(script.toString("latin1").replace(FLAG_LINE, ""), "latin1"), ...rest];
}
