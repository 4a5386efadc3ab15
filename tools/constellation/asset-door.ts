/** A door in front of a Worker with assets: Miniflare's router of files answers 500 to a Host that the real edge refuses. */
import { HOST } from "@edgemart/worker-kit/request-target";
import type { WorkerOptions } from "./worker-options.ts";

const SCRIPT = `
const HOST = ${HOST};
export default {
  fetch(request, { BEHIND }) {
    const host = request.headers.get("host");
    if ((host === null || HOST.test(host)) && URL.canParse(request.url)) return BEHIND.fetch(request);
    const requestId = crypto.randomUUID();
    const problem = {
      type: "/errors/invalid_request",
      title: "The request is malformed.",
      status: 400,
      instance: "/",
      code: "invalid_request",
      requestId,
      retryable: false,
    };
    const headers = {
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
    };
    return new Response(JSON.stringify(problem), { status: 400, headers });
  },
};`;

/** Makes the door that listens in place of a Worker. @param name of the Worker behind */
export function assetDoor(name: string, port: number, compatibilityDate: string): WorkerOptions {
  return {
    name: `${name}-door`,
    modules: true,
    script: SCRIPT,
    compatibilityDate,
    serviceBindings: { BEHIND: name },
    stripCfConnectingIp: false,
    unsafeDirectSockets: [{ host: "127.0.0.1", port }],
  } as WorkerOptions;
}
