/** A request body that goes through without being held, up to a limit. */

export interface CountedStream {
  readable: ReadableStream<Uint8Array>;
  /** True once more bytes than allowed have arrived: the stream has then ended in an error. */
  isOver(): boolean;
  /** When the last byte had arrived, in epoch milliseconds; null while the caller is still sending, and when it broke off. */
  arrivedMs(): number | null;
}

/** Counts bytes as they pass; Content-Length is not believed. */
export function countedStream(body: ReadableStream<Uint8Array>, bytesMax: number): CountedStream {
  let bytes = 0;
  let arrivedMs: number | null = null;
  const readable = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > bytesMax) controller.error(new Error("the body is over its limit"));
        else controller.enqueue(chunk);
      },
      flush() {
        arrivedMs = Date.now();
      },
    }),
  );
  return { readable, isOver: () => bytes > bytesMax, arrivedMs: () => arrivedMs };
}
