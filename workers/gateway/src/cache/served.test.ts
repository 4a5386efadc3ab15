import { describe, expect, test } from "vitest";
import type { Entry } from "./entries.ts";
import {
  type Asked,
  type CacheResult,
  isGone,
  mayHaveWritten,
  servedEntry,
  servedOnce,
} from "./served.ts";

const ENTRY: Entry = {
  generation: "7",
  storedMs: 10_000,
  ...{ freshUntilMs: 20_000, staleUntilMs: 30_000, errorUntilMs: 40_000 },
  headers: [
    ["etag", '"e"'],
    ["content-type", "application/json"],
    ["accept-ranges", "bytes"],
    ["cache-control", "public, max-age=60"],
  ],
  body: Uint8Array.from(new TextEncoder().encode("bytes")),
};
const ask = (change: Partial<Asked> = {}): Asked => ({
  ...{ method: "GET", noneOf: undefined },
  ...change,
});
const shown = async (response: Response) => ({
  status: response.status,
  body: await response.text(),
  ...Object.fromEntries(response.headers),
});
const fromEntry = (change: Partial<Asked>, result: CacheResult = "HIT", nowMs = 12_999) =>
  shown(servedEntry(ask(change), ENTRY, result, nowMs));

describe("gateway 42: an answer that is kept", () => {
  const complete = {
    ...{ status: 200, body: "bytes", etag: '"e"', "content-type": "application/json" },
    ...{ "cache-control": "public, max-age=60", "x-catalog-generation": "7" },
  };

  test("says its generation and its age in whole seconds, and offers no ranges", async () => {
    expect(await fromEntry({})).toEqual({ ...complete, "x-cache": "HIT", age: "2" });
    expect(await fromEntry({}, "STALE")).toEqual({ ...complete, "x-cache": "STALE", age: "2" });
  });

  test("has no age when it was made just now, and none below zero when clocks differ", async () => {
    expect(await fromEntry({}, "MISS")).toEqual({ ...complete, "x-cache": "MISS" });
    expect(await fromEntry({}, "HIT", 9_000)).toMatchObject({ age: "0" });
  });

  test("has the same headers and no body for HEAD", async () => {
    const answer = await fromEntry({ method: "HEAD" });
    expect(answer).toEqual({ ...complete, "x-cache": "HIT", age: "2", body: "" });
  });

  test.each(["GET", "HEAD"])("is 304 to %s of a client that has it", async (method) => {
    const { "content-type": _type, ...rest } = complete;
    const answer = await fromEntry({ method, noneOf: '"x", W/"e"' });
    expect(answer).toEqual({ ...rest, "x-cache": "HIT", age: "2", status: 304, body: "" });
    expect((await fromEntry({ method, noneOf: '"x"' })).status).toBe(200);
  });

  test("is not changed by what a client got of it", () => {
    const before = structuredClone(ENTRY);
    servedEntry(ask({ noneOf: '"e"' }), ENTRY, "HIT", 12_000);
    expect(ENTRY).toEqual(before);
  });
});

describe("gateway 42: an answer that is not kept", () => {
  const HEADERS = { etag: '"e"', "content-type": "text/plain", "accept-ranges": "bytes" };
  const made = (status = 200) => new Response("bytes", { status, headers: HEADERS });

  test.each<CacheResult>(["MISS", "BYPASS"])("passes with its mark: %s", async (result) => {
    const answer = made();
    expect(servedOnce(ask({ noneOf: '"x"' }), answer, result)).toBe(answer);
    expect(await shown(answer)).toEqual({
      ...{ ...HEADERS, "x-cache": result },
      ...{ status: 200, body: "bytes" },
    });
  });

  test("is 304 to a client that has it, with its body ended", async () => {
    let isEnded = false;
    const body = new ReadableStream({
      cancel() {
        isEnded = true;
      },
    });
    const answer = new Response(body, { headers: HEADERS });
    const { "content-type": _type, ...rest } = HEADERS;
    expect(await shown(servedOnce(ask({ noneOf: '"e"' }), answer, "MISS"))).toEqual({
      ...{ ...rest, "x-cache": "MISS" },
      ...{ status: 304, body: "" },
    });
    expect(isEnded).toBe(true);
  });

  test("keeps its status and type for HEAD, also when it refuses", async () => {
    for (const status of [200, 404]) {
      const answer = await shown(servedOnce(ask({ method: "HEAD" }), made(status), "MISS"));
      expect(answer).toMatchObject({ status, body: "", "content-type": "text/plain" });
    }
  });

  test("is never 304 unless it is the complete one", async () => {
    for (const status of [201, 404, 500]) {
      const answer = servedOnce(ask({ noneOf: '"e"' }), made(status), "MISS");
      expect(await shown(answer)).toMatchObject({ status, body: "bytes" });
    }
    const nothing = new Response(null, { headers: { etag: '"e"' } });
    expect(servedOnce(ask({ noneOf: '"e"' }), nothing, "MISS").status).toBe(304);
  });
});

describe("gateway 42: what an answer says of entries", () => {
  test("only an address that is gone covers no outage", () => {
    const statuses = [200, 304, 400, 403, 404, 405, 409, 410, 411, 500, 503];
    expect(statuses.filter(isGone)).toEqual([404, 410]);
  });

  test("a write that was refused had no effect; a failure may have had one, unless nothing was sent", () => {
    const all = [200, 201, 204, 303, 399, 400, 404, 412, 499, 500, 503, 504];
    const written = (isSent: boolean) => all.filter((status) => mayHaveWritten(status, isSent));
    expect(written(true)).toEqual([200, 201, 204, 303, 399, 500, 503, 504]);
    expect(written(false)).toEqual([200, 201, 204, 303, 399]);
  });
});
