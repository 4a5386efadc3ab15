/** The storefront's front door in front of `next dev`: the same code as in the Worker, so sessions work while developing. */
import { createServer, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { readWebConfig } from "../../web/src/env.ts";
import { serve } from "../../web/src/front/serve.ts";

export interface DevFrontOptions {
  port: number;
  /** Where `next dev` listens. */
  nextPort: number;
  /** Address of the gateway's `wrangler dev`. */
  api: string;
  /** Vars and secrets of the storefront. */
  env: Record<string, unknown>;
}

/** Opens the door. Files and tools of `next dev` pass it untouched. */
export async function openDevFront(options: DevFrontOptions): Promise<() => Promise<void>> {
  const config = readWebConfig({
    ...options.env,
    GATEWAY: {
      fetch: (url: string, init: RequestInit) =>
        fetch(`${options.api}${new URL(url).pathname}${new URL(url).search}`, init),
    },
  });
  const render = (request: Request) => toNext(request, options.nextPort);
  // Nothing is kept here, so there is nothing to make void.
  const generation = async () => ({ value: "", isSettled: true });
  const listener = getRequestListener((request) => {
    const { pathname } = new URL(request.url);
    // Files of web/public are answered before the Worker where it is deployed.
    const isFile = /^\/[a-z0-9-]+\.(png|svg|js|webmanifest)$/.test(pathname);
    if (isFile || /^\/(_next\/|__nextjs)/.test(pathname)) return render(request);
    return serve(request, { config, pages: null, generation, render, waitUntil: () => undefined });
  });
  const server = createServer(listener);
  server.on("upgrade", (request, socket, head) => tunnel(request, socket, head, options.nextPort));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
}

function toNext(request: Request, port: number): Promise<Response> {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  // What arrives is decoded by fetch already.
  headers.set("accept-encoding", "identity");
  return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, {
    method: request.method,
    headers,
    body: request.body,
    redirect: "manual",
    duplex: "half",
  } as RequestInit);
}

/** Hot reload speaks WebSocket: bytes go both ways as they are. */
function tunnel(request: IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
  const upstream = connect(port, "127.0.0.1", () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let i = 0; i < request.rawHeaders.length; i += 2) {
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
    }
    upstream.write(`${lines.join("\r\n")}\r\n\r\n`);
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on("error", () => socket.destroy());
  socket.on("error", () => upstream.destroy());
}
