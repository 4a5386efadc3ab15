/** A load of raw HTTP/1.1 over open sockets: little enough work of its own that the server stays the slower part. */
import { connect, type Socket } from "node:net";

export interface Load {
  port: number;
  /** The complete request, asked for before each sending. */
  request(): string;
  connections: number;
  /** How long to send, in milliseconds. */
  forMs: number;
  /** How many requests at most, on all connections together. */
  requestsMax?: number;
}

export interface Measured {
  requests: number;
  /** Answers whose status is not 2xx. */
  failures: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
}

/** Sends as fast as answers come, one request at a time on each connection. */
export async function load(options: Load): Promise<Measured> {
  const times: number[] = [];
  let failures = 0;
  const begun = performance.now();
  const untilMs = begun + options.forMs;
  let left = options.requestsMax ?? Number.POSITIVE_INFINITY;
  const lane = async () => {
    const socket = await open(options.port);
    const next = reader(socket);
    while (performance.now() < untilMs && left-- > 0) {
      const sent = performance.now();
      socket.write(options.request());
      const status = await next();
      times.push(performance.now() - sent);
      if (status < 200 || status > 299) failures++;
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: options.connections }, lane));
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    requests: times.length,
    failures,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}

/** Gives a function that resolves with the status of the next complete answer. Bodies are counted, not kept. */
function reader(socket: Socket): () => Promise<number> {
  let status = 0;
  /** Head, or the end of a chunked body: what must be read as text. */
  let text = "";
  let part: "head" | "counted" | "chunked" = "head";
  let missing = 0;
  let waiting: ((status: number) => void) | null = null;
  const done = () => {
    part = "head";
    text = "";
    const resolve = waiting;
    waiting = null;
    resolve?.(status);
  };
  socket.on("data", (bytes: Buffer) => {
    let rest = bytes;
    if (part === "head") {
      const before = text.length;
      text += bytes.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      status = Number(text.slice(9, 12));
      const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1];
      part = length === undefined ? "chunked" : "counted";
      missing = Number(length ?? 0);
      rest = bytes.subarray(end + 4 - before);
      text = "";
    }
    if (part === "counted") {
      missing -= rest.length;
      if (missing <= 0) done();
      return;
    }
    // One request at a time is under way, so the last bytes of a chunked answer are the last there are.
    text = (text + rest.toString("latin1", Math.max(0, rest.length - 7))).slice(-7);
    if (text.endsWith("\r\n0\r\n\r\n") || text === "0\r\n\r\n") done();
  });
  socket.on("close", () => waiting?.(0));
  return () =>
    new Promise((resolve) => {
      waiting = resolve;
    });
}
