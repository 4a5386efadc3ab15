/** A Worker in place of those behind the gateway: it writes down each call and answers as the header `x-do` says. */

/** What one call asks of the stand-in. */
export interface Instruction {
  status?: number;
  headers?: Record<string, string>;
  /** Text of the answer. @default a JSON object with the number of the call */
  body?: string;
  /** Bytes of the answer, in place of `body`. */
  base64?: string;
  /** An answer of this many bytes, in place of `body`. */
  bytes?: number;
  delayMs?: number;
  /** The body ends in an error after its first half. */
  breaks?: boolean;
  /** The body never ends. */
  hangs?: boolean;
  throws?: boolean;
  /** It cannot reach what it needs: the error of the lost connection passes through. */
  lost?: boolean;
}

/** One call as the stand-in saw it. */
export interface Call {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

export const UPSTREAM_SCRIPT = `
import { WorkerEntrypoint } from "cloudflare:workers";
let calls = [];
const encode = (text) => new TextEncoder().encode(text);

const door = {
  async fetch(request, env, ctx) {
    const url = new URL(request.url);
    if (url.pathname === "/calls") {
      const seen = calls;
      if (request.method === "DELETE") calls = [];
      return Response.json(seen);
    }
    const body = await request.text();
    calls.push({ method: request.method, url: request.url, headers: Object.fromEntries(request.headers), body });
    const number = calls.length;
    const order = JSON.parse(decodeURIComponent(request.headers.get("x-do") ?? "{}"));
    if (order.delayMs) await scheduler.wait(order.delayMs);
    if (order.lost) await fetch("http://127.0.0.1:9/");
    if (order.throws) throw new Error("the stand-in was told to break");
    const bytes = order.bytes !== undefined
      ? new Uint8Array(order.bytes).fill(97)
      : order.base64 !== undefined
        ? Uint8Array.from(atob(order.base64), (sign) => sign.charCodeAt(0))
        : encode(order.body ?? JSON.stringify({ call: number }));
    const status = order.status ?? 200;
    const init = { status, headers: { "content-type": "application/json", ...order.headers } };
    if ([204, 205, 304].includes(status)) return new Response(null, init);
    if (order.breaks || order.hangs) {
      const { readable, writable } = new TransformStream();
      const writer = writable.getWriter();
      const half = bytes.slice(0, Math.ceil(bytes.length / 2));
      const end = async () => {
        await writer.write(half);
        // Without something to wait for the runtime itself ends a body that no one writes any more.
        if (order.hangs) await scheduler.wait(3_000);
        await writer.abort(new Error("cut"));
      };
      ctx.waitUntil(end().catch(() => {}));
      return new Response(readable, init);
    }
    return new Response(bytes, init);
  },
};

export default door;

/** The entry of image-resizer that the gateway is bound to. */
export class MediaDoor extends WorkerEntrypoint {
  fetch(request) {
    return door.fetch(request, this.env, this.ctx);
  }
}
`;
