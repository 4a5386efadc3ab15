import { describe, expect, test } from "vitest";
import { readBody, watchBody } from "./read-body.ts";

const bounds = { bytesMax: 8, withinMs: 60_000 };
const fault = (code: string) => ({ ok: false, error: { code } });
/** A body of these chunks; `breaks` ends it in an error, `hangs` never. */
function body(chunks: string[], end: "closes" | "breaks" | "hangs" = "closes") {
  const left = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const seen = { cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.shift();
      if (next) return controller.enqueue(next);
      if (end === "closes") return controller.close();
      if (end === "breaks") return controller.error(new Error("Network connection lost."));
      return new Promise(() => undefined);
    },
    cancel() {
      seen.cancelled = true;
    },
  });
  return { stream, seen };
}

describe("a body is read whole or not at all", () => {
  test("its bytes, and none without one", async () => {
    expect(await readBody(null, bounds)).toEqual({ ok: true, value: new Uint8Array() });
    const read = await readBody(body(["ab", "cd"]).stream, bounds);
    expect(read).toEqual({ ok: true, value: new TextEncoder().encode("abcd") });
  });

  test("one byte over the limit, a break and an end that does not come are faults of their own", async () => {
    expect((await readBody(body(["12345678"]).stream, bounds)).ok).toBe(true);
    const long = body(["12345678", "9", "never read"]);
    expect(await readBody(long.stream, bounds)).toEqual(fault("body_too_large"));
    expect(long.seen.cancelled).toBe(true);
    expect(await readBody(body(["ab"], "breaks").stream, bounds)).toEqual(fault("body_incomplete"));
    const slow = body(["ab"], "hangs");
    expect(await readBody(slow.stream, { bytesMax: 8, withinMs: 0 })).toEqual(
      fault("request_timeout"),
    );
    expect(slow.seen.cancelled).toBe(true);
  });

  test.each(["closes", "breaks"] as const)(
    "a stream that %s is watched as it passes",
    async (end) => {
      const watched = watchBody(body(["ab", "cd"], end).stream, bounds);
      const read = await readBody(watched.readable, bounds);
      expect([read.ok, watched.fault()]).toEqual(
        end === "closes" ? [true, null] : [false, "body_incomplete"],
      );
    },
  );

  test.each([
    ["as long as it says", 4, null],
    ["shorter", 5, "body_incomplete"],
    ["longer", 3, "body_incomplete"],
  ])("a stream that is %s", async (_name, length, expected) => {
    const watched = watchBody(body(["ab", "cd"]).stream, bounds, length);
    expect((await readBody(watched.readable, bounds)).ok).toBe(expected === null);
    expect(watched.fault()).toBe(expected);
  });
});
