/** Replays over every status and many bodies: what the client got first is what it gets again, byte for byte. */
import { gzipSync } from "node:zlib";
import { randomFrom, seedOf } from "@edgemart/testkit/random";
import { describe, expect, test } from "vitest";
import { STORED_HEADERS } from "../src/idempotency/stored-answer.ts";
import { fresh, mark, runs, useKeyedGateway, world, write } from "./keyed-gateway.ts";
import type { Instruction } from "./upstream.ts";

useKeyedGateway();

const hex = async (answer: Response) => Buffer.from(await answer.arrayBuffer()).toString("hex");
/** 1xx cannot be an answer, and Node's own fetch makes an error of 407 and asks again after 421. */
const STATUSES = Array.from({ length: 400 }, (_, at) => 200 + at).filter(
  (one) => ![407, 421].includes(one),
);
const stores = (status: number) => status < 400 || [402, 409, 410].includes(status);
const isNull = (status: number) => [204, 205, 304].includes(status);

/** One request sent twice; begun anew when a busy machine made the store too slow for its 300 ms. */
async function twice(order: Instruction): Promise<[Response, Response]> {
  for (let tries = 0; ; tries++) {
    await world.forget();
    const key = fresh();
    const pair: [Response, Response] = [await write({ key, order }), await write({ key, order })];
    if (tries > 3 || !pair.some((answer) => mark(answer) === "bypassed")) return pair;
  }
}

describe("gateway 17, 21: every status", () => {
  test.each([2, 3, 4, 5])(
    "%ixx: replayed exactly, or run again, as the table says",
    async (hundred) => {
      for (const status of STATUSES.filter((one) => Math.floor(one / 100) === hundred)) {
        const body = isNull(status) ? "" : `answer ${status}`;
        const headers = status >= 300 && status < 400 ? { location: "/there" } : undefined;
        const order = { status, body, headers };
        const [first, second] = await twice(order);
        const expected = stores(status)
          ? ["stored", "replayed", 1]
          : [expect.anything(), expect.anything(), 2];
        expect([mark(first), mark(second), await runs()], String(status)).toEqual(expected);
        expect([first.status, second.status], String(status)).toEqual([status, status]);
        expect([await first.text(), await second.text()], String(status)).toEqual([body, body]);
      }
    },
  );
});

describe("gateway 21: every kind of body", () => {
  const random = randomFrom(seedOf(21, 0));
  const bytes = (length: number) =>
    Buffer.from(Array.from({ length }, () => random.between(0, 255)));
  const utf8 = Buffer.from("값 ✓ 🧺 \u0000 \u2028 \ufeff", "utf8");
  const BODIES: [name: string, body: Buffer][] = [
    ["nothing", Buffer.alloc(0)],
    ["one zero byte", Buffer.from([0])],
    ["a byte order mark alone", Buffer.from([0xef, 0xbb, 0xbf])],
    ["a byte order mark before text", Buffer.from("\ufefftext")],
    ["half a character", utf8.subarray(0, 2)],
    ["text of several scripts", utf8],
    ["lone surrogates as bytes", Buffer.from([0xed, 0xa0, 0x80])],
    ["CRLF, LF and CR", Buffer.from("a\r\nb\nc\rd")],
    ["gzip as data", gzipSync("packed")],
    ...[1, 2, 3, 255, 1023, 1024, 1025, 65_536].map((length): [string, Buffer] => [
      `${length} random bytes`,
      bytes(length),
    ]),
    ["256 KiB of random bytes", bytes(256 * 1024)],
    ["256 KiB that pack well", Buffer.alloc(256 * 1024, "a")],
  ];

  test.each(BODIES)("%s", async (_name, body) => {
    const key = fresh();
    const order = {
      base64: body.toString("base64"),
      headers: { "content-type": "application/octet-stream" },
    };
    // Long orders travel in pieces: a header holds 128 KiB at most, so large ones are asked for by size.
    const large = body.byteLength > 60_000;
    const asked = large ? { bytes: body.byteLength, headers: order.headers } : order;
    const first = await write({ key, order: asked });
    const second = await write({ key });
    expect([mark(first), mark(second)]).toEqual(["stored", "replayed"]);
    const got = await hex(first);
    if (!large) expect(got).toBe(body.toString("hex"));
    expect(await hex(second)).toBe(got);
    expect(await runs()).toBe(1);
  });

  test("40 random answers: status, headers and bytes", async () => {
    const kept = [...STORED_HEADERS].filter(
      (name) => name !== "content-type" && name !== "location",
    );
    for (let round = 0; round < 40; round++) {
      const headers = Object.fromEntries(
        kept
          .filter(() => random.chance(0.5))
          .map((name) => [name, `"v${random.between(0, 999)}", "w"`]),
      );
      const order = {
        status: random.pick([200, 201, 202, 203, 402, 409, 410]),
        base64: bytes(random.between(0, 3_000)).toString("base64"),
        headers: {
          ...headers,
          "content-type": random.pick(["text/plain", "application/json; charset=utf-8"]),
        },
      };
      const key = fresh();
      const [first, second] = [await write({ key, order }), await write({ key })];
      expect(second.status).toBe(first.status);
      for (const name of STORED_HEADERS)
        expect(second.headers.get(name)).toBe(first.headers.get(name));
      expect(await hex(second)).toBe(await hex(first));
    }
  });

  test("a header of several lines comes back with all its values", async () => {
    const key = fresh();
    const link = '</a>; rel="next", </b>; rel="prev"';
    const order = { headers: { link } };
    const [first, second] = [await write({ key, order }), await write({ key })];
    expect([first.headers.get("link"), second.headers.get("link")]).toEqual([link, link]);
  });
});
