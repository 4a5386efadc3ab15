/** Serves a JSON protocol over HTTP on 127.0.0.1 and nowhere else; bodies are capped, faults never leak. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The only address a local endpoint may listen on. */
export const LOOPBACK = "127.0.0.1";

/** Receives one line of plain text; never a credential. */
export type Log = (line: string) => void;

/** An answer: any JSON value under a status. */
export interface Answer {
  status: number;
  body: unknown;
}

/** A running endpoint. `url` has no trailing slash. */
export interface Endpoint {
  url: string;
  port: number;
  stop(): Promise<void>;
}

interface LoopbackOptions {
  name: string;
  /** 0 takes a free port. */
  port: number;
  bodyBytesMax: number;
  /** Shapes a failure the protocol's own way. */
  failure(status: number, message: string): unknown;
  handle(request: IncomingMessage, body: Buffer): Promise<Answer>;
  log: Log;
}

// An idle connection outlives every client's own limit, so no client writes into a socket being closed.
const KEEP_ALIVE_MS = 600_000;

/** Starts an HTTP server on loopback; a bug in `handle` is logged and answered as a plain 500. */
export async function listenOnLoopback(options: LoopbackOptions): Promise<Endpoint> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    answer(request, options).then(
      (result) => send(response, result),
      (error: unknown) => {
        options.log(`${options.name}: ${error instanceof Error ? error.stack : String(error)}`);
        send(response, { status: 500, body: options.failure(500, "internal error") });
      },
    );
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server that is listening has one
  return {
    url: `http://${LOOPBACK}:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, options: LoopbackOptions): Promise<Answer> {
  const body = await readBody(request, options.bodyBytesMax);
  if (body === undefined) {
    const message = `request body exceeds ${options.bodyBytesMax} bytes`;
    return { status: 413, body: options.failure(413, message) };
  }
  return options.handle(request, body);
}

/** Drains an oversized body without keeping it, so that the client gets to read its 413. */
async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | undefined> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) chunks = [];
    else chunks.push(chunk);
  }
  return bytes > bytesMax ? undefined : Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
