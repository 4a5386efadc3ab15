import { describe, expect, test } from "vitest";
import { statusPath } from "./status-path.ts";
import { takeBody } from "./take-body.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (body: BodyInit | null) => new Response(body).text();
/** An answer in parts; tells how many were asked for, and why it was given up. */
function inParts(...parts: string[]) {
  const seen = { asked: 0, ended: undefined as unknown };
  const left = parts.map(bytes);
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.asked += 1;
        const part = left.shift();
        if (part) controller.enqueue(part);
        else controller.close();
      },
      cancel(reason) {
        seen.ended = reason;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, response: new Response(stream) };
}

describe("gateway 20: an answer's body for the record and for the client", () => {
  test("is the same bytes for both, up to the limit", async () => {
    for (const limit of [6, 7]) {
      const { kept, body } = await takeBody(inParts("ab", "cd", "ef").response, limit);
      expect([new TextDecoder().decode(kept ?? bytes("none")), await textOf(body)]).toEqual([
        ...["abcdef", "abcdef"],
      ]);
    }
  });

  test("is complete for the client and kept by no one above it; what is not asked for is not read", async () => {
    const { response, seen } = inParts("ab", "cd", "ef", "gh");
    const { kept, body } = await takeBody(response, 3);
    expect([kept, seen.asked]).toEqual([null, 2]);
    expect(await textOf(body)).toBe("abcdefgh");
  });

  test("that a client gives up is given up by its Worker too, for the same reason", async () => {
    const { response, seen } = inParts("ab", "cd", "ef");
    const { body } = await takeBody(response, 1);
    await (body as ReadableStream).cancel("gone");
    expect(seen.ended).toBe("gone");
  });

  test("that breaks off before the limit is no body", async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error("cut"));
      },
    });
    await expect(takeBody(new Response(broken), 9)).rejects.toThrow("cut");
  });

  test("of an answer without one is none for the client and no bytes for the record", async () => {
    const { kept, body } = await takeBody(new Response(null), 9);
    expect([kept?.byteLength, body]).toEqual([0, null]);
  });
});

test("gateway 34: the address of a key holds it in one part", () => {
  expect(statusPath("a/b?c")).toBe("/api/idempotency/a%2Fb%3Fc");
});
