/** Speaks Neon's HTTP query protocol (`POST /sql`) on loopback in front of a real PostgreSQL. */
import type { IncomingMessage } from "node:http";
import type pg from "pg";
import {
  type Answer,
  type Endpoint,
  type LOOPBACK,
  type Log,
  listenOnLoopback,
} from "./loopback.ts";
import { createPools, DeadlineError, type Pools, type Upstream } from "./neon-pools.ts";
import { type NeonRequest, parseRequest, RequestError, type Statement } from "./neon-request.ts";
import { mayLeaveState } from "./neon-session.ts";
import { jsonValue } from "./neon-values.ts";

/** What to serve, and where. */
export interface NeonOptions {
  /** 0 takes a free port. */
  port: number;
  host?: typeof LOOPBACK;
  upstream: Upstream;
  log: Log;
  /** For one request, waiting for a connection apart. @default 15 000 */
  deadlineMs?: number;
  /** Called for each request: proofs crash a Worker exactly there. */
  tap?: StatementTap | undefined;
}

/**
 * Is awaited before a request's statements are run.
 *
 * @returns null: they are not run · else what is awaited after they are committed; false from it: they are not answered
 */
export type StatementTap = (request: {
  role: string;
  query: string;
}) => Promise<null | (() => Promise<boolean>)>;

const BODY_BYTES_MAX = 8 * 1024 * 1024;

/**
 * Starts the endpoint; PostgreSQL may be away, and may come and go.
 *
 * 200 result · 400 PostgreSQL's error fields, or a malformed request · 404 · 413 · 503 PostgreSQL is unavailable · 504.
 *
 * @example neonConfig.fetchEndpoint = () => `${endpoint.url}/sql`
 * @see https://github.com/neondatabase/serverless (the client), proxy/src/serverless in neondatabase/neon
 */
export async function startNeonEndpoint(options: NeonOptions): Promise<Endpoint> {
  const pools = createPools(options.upstream, options.deadlineMs ?? 15_000);
  const endpoint = await listenOnLoopback({
    name: "neon endpoint",
    port: options.port,
    bodyBytesMax: BODY_BYTES_MAX,
    failure: (_status, message) => ({ message }),
    handle: (request, body) => handle(request, body, options, pools),
    log: options.log,
  });
  return { ...endpoint, stop: () => endpoint.stop().then(pools.stop) };
}

async function handle(
  request: IncomingMessage,
  body: Buffer,
  { upstream, tap }: NeonOptions,
  pools: Pools,
): Promise<Answer> {
  if (request.method !== "POST" || request.url?.split("?")[0] !== "/sql") {
    return { status: 404, body: { message: "not found" } };
  }
  try {
    const asked = parseRequest(request.headers, body, upstream);
    const run = asked.begin === undefined ? runSingle : runBatch;
    const told = { role: asked.credentials.user, query: asked.statements[0]?.query ?? "" };
    const after = tap && (await tap(told));
    if (after === null) return TAPPED;
    const leavesState = asked.statements.some(({ query }) => mayLeaveState(query));
    const result = await pools.withClient(asked.credentials, (c) => run(c, asked), leavesState);
    return after && !(await after()) ? TAPPED : { status: 200, body: result };
  } catch (error) {
    return failure(error);
  }
}

const TAPPED: Answer = { status: 503, body: { message: "a proof took it" } };

async function runSingle(client: pg.PoolClient, asked: NeonRequest): Promise<unknown> {
  const [statement] = asked.statements;
  return statement && runStatement(client, statement, asked);
}

async function runBatch(client: pg.PoolClient, asked: NeonRequest): Promise<unknown> {
  const results: unknown[] = [];
  await client.query(asked.begin ?? "BEGIN");
  try {
    for (const statement of asked.statements) {
      results.push(await runStatement(client, statement, asked));
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined); // the connection is gone, and so is the transaction
    throw error;
  }
  return { results };
}

const KEEP_TEXT = { getTypeParser: () => (text: string) => text };

async function runStatement(client: pg.PoolClient, statement: Statement, asked: NeonRequest) {
  const query: pg.QueryArrayConfig & { queryMode: "extended" } = {
    text: statement.query,
    values: statement.params,
    rowMode: "array",
    queryMode: "extended", // one statement per request, as on Neon: "a; b" is 42601
    types: KEEP_TEXT,
  };
  const { command, rowCount, rows, fields } = await client.query<(string | null)[]>(query);
  const cells = asked.rawText
    ? rows
    : rows.map((row) => row.map((text, i) => jsonValue(text, fields[i]?.dataTypeID ?? 0)));
  return {
    command,
    rowCount,
    rows: asked.arrayMode
      ? cells
      : cells.map((row) => Object.fromEntries(row.map((cell, i) => [fields[i]?.name, cell]))),
    fields,
    rowAsArray: asked.arrayMode,
  };
}

const ERROR_FIELDS = [
  ...["severity", "code", "detail", "hint", "position", "internalPosition", "internalQuery"],
  ...["where", "schema", "table", "column", "dataType", "constraint", "file", "line", "routine"],
] as const;

/** Shutting down, crashed, starting up: the server is there but not serving. */
const AWAY = new Set(["57P01", "57P02", "57P03"]);

function failure(error: unknown): Answer {
  if (error instanceof RequestError) return { status: 400, body: { message: error.message } };
  if (error instanceof DeadlineError) return { status: 504, body: { message: error.message } };
  const from = error as Record<string, unknown> & { message: string };
  if (typeof from.severity === "string" && !AWAY.has(String(from.code))) {
    const fields = ERROR_FIELDS.map((name) => [name, from[name] ?? null]);
    return { status: 400, body: { message: from.message, ...Object.fromEntries(fields) } };
  }
  if (isBug(error)) throw error;
  return {
    status: 503,
    body: { message: "PostgreSQL is away; try again", code: from.code ?? null },
  };
}

/** What is neither PostgreSQL's own error nor a lost connection is ours. */
function isBug(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}
