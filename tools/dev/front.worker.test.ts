/** What is between a browser and `next dev`: every request ends, whichever side is slow, silent or gone. */
import { once } from "node:events";
import {
  createServer,
  get,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { freePort } from "../local/free-port.ts";
import { ROOT } from "../run-command.ts";
import { discoverServices } from "../services.ts";
import { type DevFront, openDevFront } from "./front.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A front before a server that answers in place of `next dev`. */
async function frontOf(answer: RequestListener, answerMs = 10_000) {
  const next = createServer(answer).listen(0, "127.0.0.1");
  await once(next, "listening");
  const upgrades: Socket[] = [];
  next.on("upgrade", (_request, socket: Socket) => {
    upgrades.push(socket);
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    );
    socket.on("data", (bytes) => socket.write(`heard ${bytes}`)).on("error", () => undefined);
  });
  undo.push(() => {
    for (const socket of upgrades) socket.destroy();
    next.closeAllConnections();
    next.close();
  });
  return open((next.address() as AddressInfo).port, answerMs);
}

async function open(nextPort: number, answerMs = 10_000): Promise<DevFront> {
  const web = discoverServices(ROOT).find((service) => service.id === "web");
  const env = { ...web?.vars, AUTH_BASIC_KEY: "a key that nobody uses" };
  const front = await openDevFront({ port: 0, nextPort, api: "http://127.0.0.1:1", env, answerMs });
  undo.push(front.stop);
  return front;
}

const at = ({ port }: DevFront, path: string) => `http://localhost:${port}${path}`;
const payload = { "content-type": "text/x-component" };

describe("the front before next dev", () => {
  test("hands the router's development ids over with a page that is otherwise nobody's", async () => {
    const seen: IncomingMessage["headers"][] = [];
    const front = await frontOf((request, response) => {
      seen.push(request.headers);
      response.writeHead(200, payload).end("0:{}");
    });
    const headers = {
      rsc: "1",
      cookie: "__Host-Http-at=secret",
      "x-nextjs-request-id": "64c014a2",
      "x-nextjs-html-request-id": "RfTm4Ipj6jqQ3vkABraLt",
      "next-hmr-refresh": "1",
      "x-nextjs-data": "1",
    };
    const answer = await fetch(at(front, "/en/products?category=kitchen&_rsc=a"), { headers });
    expect([answer.status, await answer.text()]).toEqual([200, "0:{}"]);
    expect(seen[0]).toMatchObject({
      rsc: "1",
      "x-nextjs-request-id": "64c014a2",
      "x-nextjs-html-request-id": "RfTm4Ipj6jqQ3vkABraLt",
      "next-hmr-refresh": "1",
    });
    expect(seen[0]).not.toHaveProperty("cookie");
    expect(seen[0]).not.toHaveProperty("x-nextjs-data");
  });

  test("ends a page whose stream never ends with 504, and the work behind it", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const front = await frontOf((_request, response) => {
      closed = once(response, "close");
      response.writeHead(200, payload).write("0:{}");
    }, 200);
    const answer = await fetch(at(front, "/en/products?_rsc=a"), { headers: { rsc: "1" } });
    expect(answer.status).toBe(504);
    await closed;
  });

  test.each(["/en/products?_rsc=a", "/en/account?_rsc=a", "/_next/static/chunks/a.js"])(
    "ends the work behind %s when the browser hangs up",
    async (path) => {
      const begun = Promise.withResolvers<ServerResponse>();
      // No limit of time would do it within the test's.
      const front = await frontOf((_request, response) => {
        response.writeHead(200, payload).write("0:{}");
        begun.resolve(response);
      }, 600_000);
      const asked = get(at(front, path), { headers: { rsc: "1" } }).on("error", () => undefined);
      const behind = await begun.promise;
      const closed = once(behind, "close");
      asked.destroy();
      await closed;
    },
  );

  test("reads no faster than the browser does", async () => {
    const chunk = Buffer.alloc(1_000_000);
    const chunks = 200;
    let written = 0;
    const front = await frontOf(async (_request, response) => {
      response.writeHead(200, { "content-type": "text/javascript" });
      for (; written < chunks && !response.destroyed; written++) {
        if (!response.write(chunk)) await once(response, "drain").catch(() => undefined);
      }
      response.end();
    });
    const asked = get(at(front, "/_next/static/chunks/a.js"));
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    // What the system's own buffers take is written at once; then nothing more may be.
    for (let before = -1; before !== written; await delay(300)) before = written;
    expect(written).toBeLessThan(100);
    let bytes = 0;
    for await (const part of response) bytes += (part as Buffer).length;
    expect(bytes).toBe(chunks * chunk.length);
  });

  test("says 502 in plain words while next dev is away, and ends a WebSocket's request", async () => {
    const front = await open(await freePort());
    for (const path of ["/en/products", "/_next/static/chunks/a.js"]) {
      const answer = await fetch(at(front, path));
      expect([answer.status, await answer.text()]).toEqual([
        502,
        expect.stringMatching(/`next dev` gave no answer: .*ECONNREFUSED/),
      ]);
    }
    const socket = await upgraded(front);
    await once(socket, "close");
  });
});

describe("hot reload's WebSocket", () => {
  test("passes both ways; the end of either side ends the other", async () => {
    const front = await frontOf(() => undefined);
    const first = await upgraded(front);
    expect(String((await once(first, "data"))[0])).toMatch(/^HTTP\/1.1 101 /);
    first.write("hello");
    expect(String((await once(first, "data"))[0])).toBe("heard hello");
    first.resetAndDestroy();

    const second = await upgraded(front);
    await once(second, "data");
    second.write("bye");
    await once(second, "data");
    for (const step of undo.splice(0, 1)) step(); // next dev ends
    await once(second, "close");
  });

  test("does not keep the front open when it stops", async () => {
    const front = await frontOf(() => undefined);
    const socket = await upgraded(front);
    await once(socket, "data");
    const closed = once(socket, "close");
    await front.stop();
    await closed;
  });
});

async function upgraded(front: DevFront): Promise<Socket> {
  const socket = connect(front.port, "127.0.0.1").on("error", () => undefined);
  undo.push(() => socket.destroy());
  await once(socket, "connect");
  socket.write(
    `GET /_next/hmr?id=a HTTP/1.1\r\nHost: localhost:${front.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  return socket;
}
