/** A load of raw HTTP/1.1 over open sockets: little enough work of its own that the server stays the slower part. */
import { connect, type Socket } from "node:net";

export interface Load {
  port: number;
  /** The whole request, asked for before each sending. */
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

/** Gives a function that resolves with the status of the next whole answer. */
function reader(socket: Socket): () => Promise<number> {
  let text = "";
  let waiting: ((status: number) => void) | null = null;
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
    const length = wholeLength(text);
    if (length === null || !waiting) return;
    const status = Number(text.slice(9, 12));
    text = text.slice(length);
    const resolve = waiting;
    waiting = null;
    resolve(status);
  });
  socket.on("close", () => waiting?.(0));
  return () =>
    new Promise((resolve) => {
      waiting = resolve;
    });
}

/** Length of the first answer in the text, or null while it is not whole. */
function wholeLength(text: string): number | null {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return null;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  if (length !== undefined) {
    const end = head + 4 + Number(length);
    return text.length >= end ? end : null;
  }
  const end = text.indexOf("0\r\n\r\n", head + 2);
  return end < 0 ? null : end + 5;
}
