import { expect, test } from "vitest";
import { joinBytes, readBytes } from "./bytes.ts";

/** A stream of chunks that says when the rest was given up. */
function streamOf(...sizes: number[]) {
  const state = { cancelled: false, given: 0 };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = sizes.shift();
        if (size === undefined) return controller.close();
        state.given += 1;
        controller.enqueue(new Uint8Array(size).fill(state.given));
      },
      cancel() {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, state };
}

test("no body is no bytes", async () => {
  expect(await readBytes(null, 1)).toEqual(new Uint8Array());
});

test("chunks are joined in their order, up to the limit and no further", async () => {
  const { stream, state } = streamOf(1, 2);
  expect(await readBytes(stream, 3)).toEqual(Uint8Array.of(1, 2, 2));
  expect(state.cancelled).toBe(false);
});

test("one byte more is refused, and the rest is not read", async () => {
  const { stream, state } = streamOf(2, 2, 2, 2);
  expect(await readBytes(stream, 3)).toBeNull();
  expect(state).toEqual({ cancelled: true, given: 2 });
});

test("chunks lie end to end", () => {
  expect(joinBytes([])).toEqual(new Uint8Array());
  expect(joinBytes([Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)])).toEqual(
    Uint8Array.of(1, 2, 3),
  );
});
