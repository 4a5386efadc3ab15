/** What reaches the door on the wire and is no complete, well-addressed request: refused as the caller's fault, at every row. */
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { BODY_MS } from "../src/table/limits.ts";
import { ROWS } from "../src/table/rows.ts";
import { placeOf } from "./harness.ts";
import { admin, redis, useKeyedGateway, world } from "./keyed-gateway.ts";
import { UPSTREAMS } from "./world.ts";

useKeyedGateway();

const calls = async () => (await Promise.all(UPSTREAMS.map((one) => world.calls(one)))).flat();
const places = ROWS.flatMap((row) =>
  row.methods.map((method) => [method, placeOf(row), row] as const),
);
// The answer to a HEAD has no body to say its code in.
const writes = places.filter(([method, , row]) => row.bodyBytesMax > 0 && method !== "HEAD");

interface Answer {
  status: number;
  code: string | undefined;
}
/** Sends lines and parts; null ends our half of the connection. Gives the first answer, status 0 without one. */
function wire(head: string[], parts: (string | null)[] = []): Promise<Answer> {
  return new Promise((resolve) => {
    let seen = "";
    const socket = connect({ port: world.port, host: "127.0.0.1", allowHalfOpen: true }, () => {
      socket.write(Buffer.from([...head, "", ""].join("\r\n"), "latin1"));
      for (const part of parts) part === null ? socket.end() : socket.write(part);
    });
    const done = () => {
      socket.destroy();
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(seen)?.[1] ?? 0);
      resolve({ status, code: /"code":"(\w+)"/.exec(seen)?.[1] });
    };
    socket.setTimeout(5_000, done);
    socket.on("data", (data) => {
      seen += data;
      if (/"code"|Bad Request$/.test(seen)) done();
    });
    socket.on("end", done).on("error", done);
  });
}
const head = (method: string, path: string, ...more: string[]) => [
  `${method} ${path} HTTP/1.1`,
  "Host: gateway",
  `Authorization: Bearer ${admin}`,
  "Content-Type: application/json",
  `Idempotency-Key: ${crypto.randomUUID()}`,
  ...more,
];

beforeEach(() => world.forget());

describe("RFC 9112 §3.2: one Host, and one that is a host", () => {
  const BAD = [
    ...["", "a b", "a/b", "a?b", "a#b", "a@b", "a\\b", "[::1", "::1", "a:b", "a:99999", "%zz", "é"],
    ...["a,b", "a, a", "*", "a|b", "<a>", '"a"', "a:80:80", "[::1]x", "http://a"],
  ];

  test.each(BAD)("Host: %s is 400 at every address", async (host) => {
    for (const path of ["/health", "/docs", "/api/home", "/api/members/me", "/nothing"]) {
      const answer = await wire([`GET ${path} HTTP/1.1`, `Host: ${host}`, "Connection: close"]);
      expect([path, answer.status]).toEqual([path, 400]);
    }
    expect(await calls()).toEqual([]);
  });

  test.each([
    ["none", []],
    ["two", ["Host: a", "Host: b"]],
    ["the same twice", ["Host: a", "Host: a"]],
  ])("%s is 400, and no row runs", async (_name, hosts) => {
    for (const [method, path] of places) {
      const answer = await wire([`${method} ${path} HTTP/1.1`, ...hosts, "Connection: close"]);
      expect([method, path, answer.status]).toEqual([method, path, 400]);
    }
    expect(await calls()).toEqual([]);
  });

  test.each(["gateway", "A.b-c_d~1:8000", "[::1]:8000", "127.0.0.1", "a:"])(
    "Host: %s is one",
    async (host) => {
      const answer = await wire(["GET /nothing HTTP/1.1", `Host: ${host}`, "Connection: close"]);
      expect(answer).toEqual({ status: 404, code: "not_found" });
    },
  );
});

describe("RFC 9112 §6.3, §7.1: a body that breaks off is the caller's fault", () => {
  const CHUNKED = "Transfer-Encoding: chunked";
  const BROKEN: [name: string, header: string, parts: (string | null)[]][] = [
    ["a chunk size that is no number", CHUNKED, ["zz\r\n{}\r\n0\r\n\r\n"]],
    ["a chunk size out of all bounds", CHUNKED, ["ffffffffffffffffff\r\n{}\r\n0\r\n\r\n"]],
    ["a chunk size with a sign", CHUNKED, ["-2\r\n{}\r\n0\r\n\r\n"]],
    ["a chunk longer than it says", CHUNKED, ["2\r\n{} \r\n0\r\n\r\n"]],
    ["a chunk cut off", CHUNKED, ["5\r\n{", null]],
    ["no last chunk", CHUNKED, ["2\r\n{}\r\n", null]],
    ["half of what was stated", "Content-Length: 10", ["{}", null]],
    ["nothing of what was stated", "Content-Length: 10", [null]],
  ];

  test.each(BROKEN)(
    "%s: 400 on every row that takes a body, and nothing ran",
    async (_name, header, parts) => {
      redis.commands.length = 0;
      for (const [method, path] of writes) {
        const answer = await wire(head(method, path, header), parts);
        expect([method, path, answer]).toEqual([
          method,
          path,
          { status: 400, code: "body_incomplete" },
        ]);
      }
      expect(await calls()).toEqual([]);
      expect(redis.commands.filter(([name]) => name === "eval")).toEqual([]);
      expect(
        world.lines.filter((line) => /"event":"gateway\.(failed|upstream_failed)"/.test(line)),
      ).toEqual([]);
    },
  );

  test("a picture sent in chunks arrives whole, and with a length too", async () => {
    const whole = ["5\r\nhello\r\n", "6\r\n world\r\n", "0\r\n\r\n"];
    expect(
      (await wire(head("POST", "/api/media", CHUNKED, "Connection: close"), whole)).status,
    ).toBe(200);
    const stated = head("POST", "/api/media", "Content-Length: 11", "Connection: close");
    expect((await wire(stated, ["hello", " world"])).status).toBe(200);
    expect((await world.calls("images")).map(({ body }) => body)).toEqual([
      "hello world",
      "hello world",
    ]);
  });
});

describe("a body has a time to arrive in", () => {
  test("a byte now and then is 408 on every row, signed in or not, and the connection is free", async () => {
    world.lines.length = 0;
    const drip = (method: string, path: string, signed: boolean) =>
      new Promise<Answer & { closed: boolean }>((resolve) => {
        let seen = "";
        let open = true;
        const lines = head(method, path, "Content-Length: 1000").filter(
          (line) => signed || !line.startsWith("Authorization"),
        );
        const socket = connect(world.port, "127.0.0.1", async () => {
          socket.write([...lines, "", ""].join("\r\n"));
          while (open && !/"code"/.test(seen)) {
            socket.write("x");
            await delay(500);
          }
        });
        // The answer comes, and then the door closes: a client that goes on sending meets no one.
        const done = () => {
          if (!open) return;
          open = false;
          const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(seen)?.[1] ?? 0);
          resolve({ status, code: /"code":"(\w+)"/.exec(seen)?.[1], closed: true });
          socket.destroy();
        };
        socket.on("data", (data) => {
          seen += data;
        });
        socket.on("close", done).on("error", done);
      });
    const slow = { status: 408, code: "request_timeout", closed: true };
    await Promise.all(
      writes.map(async ([method, path, row]) => {
        expect([method, path, await drip(method, path, true)]).toEqual([method, path, slow]);
        // A row that streams looks at rights first and takes no byte of a stranger's body.
        if (row.bodyStreams) return;
        expect([method, path, await drip(method, path, false)]).toEqual([method, path, slow]);
      }),
    );
    expect(await calls()).toEqual([]);
    expect(
      world.lines.filter((line) => /"event":"gateway\.(failed|upstream_failed)"/.test(line)),
    ).toEqual([]);
    expect(Math.max(...ROWS.map(({ bodyMs = BODY_MS }) => bodyMs))).toBeLessThanOrEqual(15_000);
  });
});
