/** Parses one request of Neon's HTTP protocol: its headers and body, into a single query or a batch; pure. */
import type { IncomingHttpHeaders } from "node:http";
import type { Credentials, Upstream } from "./neon-pools.ts";
import { paramText } from "./neon-values.ts";

/** One statement with its parameters in PostgreSQL's text format. */
export interface Statement {
  query: string;
  params: (string | null)[];
}

/** What a caller asks for. `begin` is present for a batch, which is one transaction. */
export interface NeonRequest {
  credentials: Credentials;
  statements: Statement[];
  begin?: string;
  rawText: boolean;
  arrayMode: boolean;
}

/** Raised for a request that is not of the protocol; its message is safe to send. */
export class RequestError extends Error {}

const STATEMENTS_MAX = 1_000;

const ISOLATION = new Map([
  ["ReadUncommitted", "READ UNCOMMITTED"],
  ["ReadCommitted", "READ COMMITTED"],
  ["RepeatableRead", "REPEATABLE READ"],
  ["Serializable", "SERIALIZABLE"],
]);

/** Reads a request. @throws RequestError */
export function parseRequest(
  headers: IncomingHttpHeaders,
  body: Buffer,
  upstream: Upstream,
): NeonRequest {
  const common = {
    credentials: parseCredentials(header(headers, "neon-connection-string"), upstream),
    rawText: flag(headers, "neon-raw-text-output"),
    arrayMode: flag(headers, "neon-array-mode"),
  };
  const json = parseObject(body);
  if (!("queries" in json)) return { ...common, statements: [parseStatement(json)] };
  const { queries } = json;
  if (!Array.isArray(queries)) throw new RequestError("queries must be an array");
  if (queries.length > STATEMENTS_MAX) throw new RequestError("too many queries in one batch");
  return { ...common, statements: queries.map(parseStatement), begin: beginText(headers) };
}

/** Takes role, password and database; host and port are the upstream's, whatever the string says. */
function parseCredentials(text: string | undefined, upstream: Upstream): Credentials {
  const url = text === undefined ? null : URL.parse(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.username === "") {
    throw new RequestError("Neon-Connection-String must be postgres://role:password@host/database");
  }
  const user = decode(url.username);
  return {
    user,
    password: decode(url.password),
    database: decode(url.pathname.slice(1)) || upstream.database || user,
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new RequestError("Neon-Connection-String is not well encoded");
  }
}

function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    if (json !== null && typeof json === "object") return json as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new RequestError("the body must be a JSON object");
}

function parseStatement(json: unknown): Statement {
  const { query, params = [] } = (json ?? {}) as { query?: unknown; params?: unknown };
  if (typeof query !== "string") throw new RequestError("query must be a string");
  if (!Array.isArray(params)) throw new RequestError("params must be an array");
  return { query, params: params.map(paramText) };
}

function beginText(headers: IncomingHttpHeaders): string {
  const wanted = header(headers, "neon-batch-isolation-level");
  const level = wanted === undefined ? undefined : ISOLATION.get(wanted);
  if (wanted !== undefined && !level) throw new RequestError("unknown Neon-Batch-Isolation-Level");
  return [
    "BEGIN",
    level && `ISOLATION LEVEL ${level}`,
    flag(headers, "neon-batch-read-only") && "READ ONLY",
    flag(headers, "neon-batch-deferrable") && "DEFERRABLE",
  ]
    .filter(Boolean)
    .join(" ");
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function flag(headers: IncomingHttpHeaders, name: string): boolean {
  return header(headers, name)?.toLowerCase() === "true";
}
