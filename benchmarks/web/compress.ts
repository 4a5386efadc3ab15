/** Stands in front of workerd and compresses as Cloudflare's edge does: workerd alone sends every text as it is. */
import { createServer, request, type Server } from "node:http";
import { pipeline } from "node:stream";
import { constants, createBrotliCompress } from "node:zlib";

const TEXT = /^(text\/|application\/(javascript|json|manifest\+json|xml)|image\/svg)/;
/** Cloudflare's default for answers it compresses itself. */
const QUALITY = 4;

/** @param origin address of the storefront */
export function openCompressing(origin: string, port: number): Promise<Server> {
  const { hostname, port: behind } = new URL(origin);
  const server = createServer((incoming, outgoing) => {
    const { url: path, method, headers } = incoming;
    const passed = request({ hostname, port: behind, path, method, headers }, (answer) => {
      const { "content-length": length, ...rest } = answer.headers;
      if (!TEXT.test(rest["content-type"] ?? "") || length === "0" || answer.statusCode === 304) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, outgoing, () => undefined);
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, { ...rest, "content-encoding": "br" });
      const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY };
      pipeline(answer, createBrotliCompress({ params }), outgoing, () => undefined);
    });
    passed.on("error", () => outgoing.destroy());
    pipeline(incoming, passed, () => undefined);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
