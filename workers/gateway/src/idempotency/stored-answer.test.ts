import { describe, expect, test } from "vitest";
import { NEVER_STORED } from "../table/never-stored.ts";
import {
  dispositionOf,
  parseStoredAnswer,
  replayOf,
  STORED_HEADERS,
  storedAnswerOf,
} from "./stored-answer.ts";

const origin = { requestId: "req-00000001", expiresAtMs: Date.UTC(2026, 0, 2, 3, 4, 5) };
const bytes = (response: Response) => response.arrayBuffer().then((all) => new Uint8Array(all));

/** Stores and reads back, as a record would. */
function throughStore(response: Response, body: Uint8Array | null) {
  return replayOf(parseStoredAnswer(JSON.stringify(storedAnswerOf(response, body, origin))));
}

describe("gateway 17, 18, 20: what an answer means", () => {
  test("2xx, 3xx, 402, 409 and 410 are kept, other 4xx released, 5xx unknown", () => {
    for (let status = 200; status < 600; status++) {
      const kept = status < 400 || [402, 409, 410].includes(status);
      const expected = kept ? "store" : status < 500 ? "release" : "unknown";
      expect([status, dispositionOf(status, null)]).toEqual([status, expected]);
    }
  });

  test("the Worker behind may say otherwise, and a word nobody knows says nothing", () => {
    expect(dispositionOf(500, "not-executed")).toBe("release");
    expect(dispositionOf(200, "not-executed")).toBe("release");
    expect(dispositionOf(422, "final")).toBe("store");
    expect(dispositionOf(500, " Executed ")).toBe("store");
    expect(dispositionOf(500, "perhaps")).toBe("unknown");
  });
});

describe("gateway 21, 22: what is kept", () => {
  test.each([
    ["text", new TextEncoder().encode("값 ✓ \u0000")],
    ["text with a byte order mark", Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)],
    ["bytes that are no text", Uint8Array.from({ length: 256 }, (_, index) => index)],
    ["a lone continuation byte", Uint8Array.of(0x80)],
    ["nothing", new Uint8Array()],
  ])("%s comes back byte for byte", async (_name, body) => {
    const replay = throughStore(new Response(null, { status: 201 }), body);
    expect(replay?.status).toBe(201);
    expect(replay && (await bytes(replay))).toEqual(body);
  });

  test("text is kept as text, so that it packs well", () => {
    const body = new TextEncoder().encode("plain");
    expect(storedAnswerOf(new Response(), body, origin).body).toEqual({ text: "plain" });
  });

  test.each([204, 205, 304])("%i is replayed with a null body", (status) => {
    const replay = throughStore(new Response(null, { status }), new Uint8Array());
    expect(replay?.status).toBe(status);
    expect(replay?.body).toBeNull();
  });

  test("only listed headers are kept, and none that belongs to one request", () => {
    const forbidden = [
      ...["set-cookie", "authorization", "www-authenticate", "connection", "content-length"],
      ...["content-encoding", "date", "age", "retry-after", "ratelimit", "ratelimit-policy"],
      ...["access-control-allow-origin", "traceparent", "x-request-id", "server", "cf-ray", "vary"],
    ];
    const headers = new Headers();
    for (const name of [...forbidden, ...STORED_HEADERS]) headers.append(name, "x");
    const stored = storedAnswerOf(new Response("", { headers }), new Uint8Array(), origin);
    expect(stored.headers.map(([name]) => name).sort()).toEqual([...STORED_HEADERS].sort());
    expect(forbidden.filter((name) => STORED_HEADERS.has(name))).toEqual([]);
    // A row may add to them, but none of these: its table says so at the start.
    const added = storedAnswerOf(new Response("", { headers }), new Uint8Array(), origin, ["vary"]);
    expect(added.headers).toHaveLength(stored.headers.length + 1);
    expect(forbidden.filter((name) => !NEVER_STORED.test(name))).toEqual([]);
    expect([...STORED_HEADERS, "x-made-up"].filter((name) => NEVER_STORED.test(name))).toEqual([]);
  });
});

describe("gateway 23: an answer too large to keep", () => {
  test("sends the retry to its Location, or has no replay", () => {
    const location = "/api/members/mem_1";
    const there = throughStore(new Response("x", { status: 201, headers: { location } }), null);
    expect([there?.status, there?.headers.get("location")]).toEqual([303, location]);
    expect(there?.headers.get("idempotent-replayed")).toBe("true");
    expect(throughStore(new Response("x"), null)).toBeNull();
  });
});

describe("gateway 24, 26: markers of a replay", () => {
  test("say that it is one, of which request, and until when", () => {
    const replay = throughStore(new Response("x"), new Uint8Array());
    const marks = ["idempotent-replayed", "idempotency-status", "idempotency-original-request-id"];
    expect(marks.map((name) => replay?.headers.get(name))).toEqual([
      "true",
      "replayed",
      origin.requestId,
    ]);
    expect(replay?.headers.get("idempotency-expires")).toBe("Fri, 02 Jan 2026 03:04:05 GMT");
  });

  test("a stored answer of another shape is refused", () => {
    expect(() => parseStoredAnswer('{"status":99}')).toThrow();
  });
});
