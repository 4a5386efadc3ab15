/** The storefront's front door in front of `next dev`: the same code as in the Worker, so sessions work while developing. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { HEADER } from "@edgemart/contracts/headers";
import { getRequestListener } from "@hono/node-server";
import { readWebConfig } from "../../web/src/env.ts";
import { serve } from "../../web/src/front/serve.ts";
import { askNext, noAnswer, tunnel } from "./next-proxy.ts";

/** What the development door needs. */
export interface DevFrontOptions {
  /** 0 takes a free one. */
  port: number;
  /** Where `next dev` listens. */
  nextPort: number;
  /** Address of the gateway's `wrangler dev`. */
  api: string;
  /** Vars and secrets of the storefront. */
  env: Record<string, unknown>;
  /** Longest wait for a page, its compilation included. @default 120 000 */
  answerMs?: number;
}

/** The open development door. */
export interface DevFront {
  port: number;
  stop(): Promise<void>;
}

/** Here the gateway is asked at its public door, which believes an address and no prefix. */
function atPublicDoor(headers: Headers): Headers {
  const prefix = headers.get(HEADER.clientPrefix);
  if (prefix !== null) headers.set(HEADER.clientAddress, prefix.replace(/\/\d+$/, ""));
  headers.delete(HEADER.clientPrefix);
  return headers;
}

/** Opens the door. Files and tools of `next dev` pass it untouched. */
export async function openDevFront(options: DevFrontOptions): Promise<DevFront> {
  const { nextPort, answerMs = 120_000 } = options;
  const config = readWebConfig({
    ...options.env,
    GATEWAY: {
      fetch: (url: string, init: RequestInit) =>
        fetch(`${options.api}${new URL(url).pathname}${new URL(url).search}`, {
          ...init,
          headers: atPublicDoor(new Headers(init.headers)),
        }),
    },
  });
  // Nothing is kept here, so there is nothing to make invalid.
  const generation = async () => "";
  const answer = (asked: Request): Promise<Response> => {
    const { pathname } = new URL(asked.url);
    // Files of web/public are answered before the Worker where it is deployed.
    const isFile = /^\/[a-z0-9-]+\.(png|svg|js|webmanifest)$/.test(pathname);
    if (isFile || /^\/(_next\/|__nextjs)/.test(pathname)) {
      return askNext(asked, { port: nextPort, asked });
    }
    const render = (request: Request) => askNext(request, { port: nextPort, asked, answerMs });
    return serve(asked, { config, pages: null, generation, render, waitUntil: () => undefined });
  };
  const server = createServer(
    getRequestListener((asked) => answer(asked).catch((error) => noAnswer(error, answerMs))),
  );
  const tunnels = new Set<() => void>();
  server.on("upgrade", (request, socket, head) => {
    const end = tunnel(request, socket, head, nextPort);
    tunnels.add(end);
    socket.once("close", () => tunnels.delete(end));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return {
    // A listening TCP server has one.
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        // The server no longer counts them as connections of its own, and waits for them all the same.
        for (const end of tunnels) end();
      }),
  };
}
