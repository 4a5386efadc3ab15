/** Takes a request's body in: counted, within a time, and recognized when it breaks off. All three are the caller's doing. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import { joinBytes } from "./bytes.ts";

/** What may be wrong with a body before anybody reads what it says. */
export type BodyFault = "body_too_large" | "body_incomplete" | "request_timeout";

/** How much of a body is read, and for how long. */
export interface BodyBounds {
  /** Counted while they arrive: Content-Length may lie or be missing. */
  bytesMax: number;
  /** From now until the last byte, so that a byte now and then holds nothing open. */
  withinMs: number;
}

/** Reads an entire body. @returns the bytes, none without a body · `BodyFault`, the rest is then not read */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  bounds: BodyBounds,
): Promise<Result<Uint8Array<ArrayBuffer>, BodyFault>> {
  if (!body) return ok(new Uint8Array());
  const { pull } = puller(body, bounds);
  const chunks: Uint8Array[] = [];
  for (;;) {
    const next = await pull();
    if (next.kind === "fault") return err(next.code);
    if (next.kind === "end") return ok(joinBytes(chunks));
    chunks.push(next.chunk);
  }
}

/** A body on its way through, and what became of it. */
export interface WatchedBody {
  readable: ReadableStream<Uint8Array>;
  /** Null while nothing is wrong; the stream has ended in an error otherwise. */
  fault(): BodyFault | null;
  /** When the last byte had arrived, in epoch milliseconds; null while the caller is still sending, and when it broke off. */
  arrivedMs(): number | null;
}

/** Lets a body pass that is not held. @param length bytes it must have when that is known */
export function watchBody(
  body: ReadableStream<Uint8Array>,
  bounds: BodyBounds,
  length: number | null = null,
): WatchedBody {
  const { pull, cancel } = puller(body, bounds);
  let fault: BodyFault | null = null;
  let arrivedMs: number | null = null;
  let bytes = 0;
  const readable = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pull();
      if (next.kind === "chunk") {
        bytes += next.chunk.byteLength;
        return controller.enqueue(next.chunk);
      }
      const isShort = length !== null && bytes !== length;
      if (next.kind === "fault") fault = next.code;
      else if (isShort) fault = "body_incomplete";
      else {
        arrivedMs = Date.now();
        return controller.close();
      }
      controller.error(new Error(fault));
    },
    cancel,
  });
  return { readable, fault: () => fault, arrivedMs: () => arrivedMs };
}

type Pulled =
  | { kind: "chunk"; chunk: Uint8Array }
  | { kind: "end" }
  | { kind: "fault"; code: BodyFault };

function puller(body: ReadableStream<Uint8Array>, { bytesMax, withinMs }: BodyBounds) {
  const reader = body.getReader();
  const endsMs = Date.now() + withinMs;
  let bytes = 0;
  const cancel = async () => {
    // What is broken already cannot be cancelled, and need not be.
    await reader.cancel().catch(() => undefined);
  };
  const stop = (code: BodyFault): Pulled => {
    void cancel();
    return { kind: "fault", code };
  };
  const pull = async (): Promise<Pulled> => {
    const next = await within(reader.read(), endsMs - Date.now());
    if (next === "late") return stop("request_timeout");
    if (next === "broken") return stop("body_incomplete");
    if (next.done) return { kind: "end" };
    bytes += next.value.byteLength;
    return bytes > bytesMax ? stop("body_too_large") : { kind: "chunk", chunk: next.value };
  };
  return { pull, cancel };
}

/** The runtime says "connection lost" of a malformed chunk, of half a body and of a client that left: one fault of theirs. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | "late" | "broken"> {
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => late.resolve("late"), Math.max(0, ms));
  try {
    return await Promise.race([work.catch(() => "broken" as const), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
