/** Reads an answer's body once, both for the record and for the client. */
import { joinBytes } from "@edgemart/worker-kit/bytes";

/** `kept`: all bytes, or null when there are more than may be kept; `body`: what the client gets, complete in either case. */
export interface TakenBody {
  kept: Uint8Array<ArrayBuffer> | null;
  body: BodyInit | null;
}

/** Reads up to `bytesMax`. @throws when the body breaks before that */
export async function takeBody(response: Response, bytesMax: number): Promise<TakenBody> {
  if (!response.body) return { kept: new Uint8Array(), body: null };
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      const bytes = joinBytes(chunks);
      return { kept: bytes, body: bytes };
    }
    chunks.push(value);
    length += value.byteLength;
    if (length > bytesMax) return { kept: null, body: resume(chunks, reader) };
  }
}

/** A stream of what was read, then of what is still to come. */
function resume(
  chunks: Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const first = chunks.shift();
      if (first) return controller.enqueue(first);
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
