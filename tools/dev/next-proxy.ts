/** Carries requests to `next dev` and its answers back: nothing is gathered here, and who hangs up ends the work behind. */
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";

/** RFC 9110 §7.6.1: meant for one connection, ours to the browser; and `expect`, which fetch refuses. */
const HOP_BY_HOP = /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/;

/**
 * What Next's router sends in development in addition to what it sends everywhere.
 *
 * The two ids lead React's debug data to the browser's WebSocket. The front door strips them, as it must where it is
 * deployed; without them the router waits for that data, and a click shows nothing for ever.
 */
const DEVELOPMENT = [
  "x-nextjs-request-id",
  "x-nextjs-html-request-id",
  "next-hmr-refresh",
] as const;

/** A request that is passed on to `next dev`. */
export interface Carried {
  /** Where `next dev` listens. */
  port: number;
  /** The browser's own request: its development headers travel along, its end is the end. */
  asked: Request;
  /** Longest wait for a complete answer; absent for what may stay open. */
  answerMs?: number;
}

/** Asks `next dev`. @throws DOMException `TimeoutError` or `AbortError`; TypeError when it is unavailable */
export async function askNext(
  request: Request,
  { port, asked, answerMs }: Carried,
): Promise<Response> {
  const url = new URL(request.url);
  const headers = endToEnd(request.headers);
  for (const name of DEVELOPMENT) {
    const value = asked.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  // What arrives is decoded by fetch already.
  headers.set("accept-encoding", "identity");
  asked.signal.throwIfAborted();
  const hungUp = new AbortController();
  const hangUp = () => hungUp.abort(asked.signal.reason);
  asked.signal.addEventListener("abort", hangUp, { once: true });
  const limits = answerMs === undefined ? [] : [AbortSignal.timeout(answerMs)];
  const answer = await fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, {
    method: request.method,
    headers,
    body: request.body,
    redirect: "manual",
    duplex: "half",
    signal: AbortSignal.any([hungUp.signal, ...limits]),
  } as RequestInit);
  // What flows straight through is cancelled by the listener itself; an abort as well would be logged as a fault.
  if (answerMs === undefined) asked.signal.removeEventListener("abort", hangUp);
  return new Response(answer.body, { status: answer.status, headers: endToEnd(answer.headers) });
}

function endToEnd(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => !HOP_BY_HOP.test(name)));
}

/** Says in plain words why there is no answer; a browser that hung up does not read it. */
export function noAnswer(error: unknown, answerMs: number): Response {
  const name = error instanceof Error ? error.name : "";
  const text =
    name === "TimeoutError"
      ? `\`next dev\` did not finish this answer in ${answerMs / 1000} s.`
      : `\`next dev\` gave no answer: ${reasonOf(error)}.`;
  return new Response(`${text} The terminal of \`npm run dev\` shows what it says.\n`, {
    status: name === "TimeoutError" ? 504 : 502,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const deepest = cause ?? error;
  return deepest instanceof Error ? deepest.message || deepest.name : String(deepest);
}

/** Lets hot reload's WebSocket through, bytes as they are; one end's end is the other's. @returns how to end it */
export function tunnel(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  port: number,
): () => void {
  const upstream = connect(port, "127.0.0.1", () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let i = 0; i < request.rawHeaders.length; i += 2) {
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
    }
    upstream.write(`${lines.join("\r\n")}\r\n\r\n`);
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  const end = () => {
    upstream.destroy();
    socket.destroy();
  };
  for (const either of [upstream, socket]) either.on("error", end).on("close", end);
  return end;
}
