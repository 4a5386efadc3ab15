/** Sends a request as bytes on a socket, because HTTP libraries refuse what has to be sent, and reads the answer. */
import { connect } from "node:net";
import type { FuzzRequest } from "./request.ts";

export interface RawAnswer {
  status: number;
  headers: Headers;
  text: string;
}

const WAIT_MS = 30_000;

/** @returns null when the connection was closed without an answer: the right of a server that was sent no HTTP */
export async function send(origin: string, request: FuzzRequest): Promise<RawAnswer | null> {
  const bytes = await exchange(new URL(origin), bytesOf(origin, request));
  return answerOf(bytes, request.method);
}

/** The request as it goes over the wire. */
export function bytesOf(origin: string, request: FuzzRequest): Buffer {
  const { host } = new URL(origin);
  if (request.raw !== null) {
    const text = request.raw.replaceAll("HOST", host).replaceAll("TARGET", request.target);
    return Buffer.from(text, "latin1");
  }
  const lines = [
    `${request.method} ${request.target} HTTP/1.1`,
    `Host: ${host}`,
    ...request.headers.map(([name, value]) => `${name}: ${value.replace(/[\r\n\0]/g, " ")}`),
    ...(request.body ? [`Content-Length: ${request.body.byteLength}`] : []),
    "Connection: close",
  ];
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return Buffer.concat([head, request.body ?? new Uint8Array()]);
}

/** The request as a command that sends it again. */
export function asCurl(origin: string, request: FuzzRequest): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  if (request.raw !== null || !/^[A-Z]+$/.test(request.method)) {
    const { hostname, port } = new URL(origin);
    const bytes = bytesOf(origin, request).toString("base64");
    return `base64 -d <<< ${bytes} | nc ${hostname} ${port}`;
  }
  const headers = request.headers.map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`);
  const body = request.body
    ? ` --data-binary @<(base64 -d <<< ${Buffer.from(request.body).toString("base64")})`
    : "";
  return `curl -si --path-as-is -X ${request.method} ${quoted(origin + request.target)}${headers.join("")}${body}`;
}

function exchange({ hostname, port }: URL, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const done = () => resolve(Buffer.concat(parts));
    const socket = connect(Number(port), hostname);
    socket.setTimeout(WAIT_MS, () => socket.destroy(new Error("no answer in time")));
    socket.on("data", (part) => parts.push(part));
    socket.on("end", () => socket.end());
    socket.on("close", done);
    // A server may answer and close before it has read all.
    socket.on("error", (error) => (parts.length > 0 || isReset(error) ? done() : reject(error)));
    socket.end(bytes);
  });
}

function isReset(error: NodeJS.ErrnoException): boolean {
  return error.code === "ECONNRESET" || error.code === "EPIPE";
}

function answerOf(bytes: Buffer, method: string): RawAnswer | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const [line = "", ...fields] = bytes.toString("latin1", 0, end).split("\r\n");
  const headers = new Headers();
  for (const field of fields) {
    const colon = field.indexOf(":");
    headers.append(field.slice(0, colon), field.slice(colon + 1).trim());
  }
  const rest = bytes.subarray(end + 4);
  const isChunked = headers.get("transfer-encoding")?.includes("chunked");
  const body = method === "HEAD" ? Buffer.alloc(0) : isChunked ? joined(rest) : rest;
  return { status: Number(line.split(" ")[1]), headers, text: body.toString("utf8") };
}

function joined(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    const length = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    if (lineEnd < 0 || !(length > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
}
