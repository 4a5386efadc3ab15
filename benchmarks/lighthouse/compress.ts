/** A browser's proxy that compresses texts as Cloudflare's edge does: workerd alone sends them as they are. */
import { createServer, request, type Server } from "node:http";
import { pipeline } from "node:stream";
import { constants, createBrotliCompress } from "node:zlib";

const TEXT = /^(text\/|application\/(javascript|json|manifest\+json|xml)|image\/svg)/;
/** Cloudflare's default for answers it compresses itself. */
const QUALITY = 4;

/** Opens it on 127.0.0.1; pages keep their own addresses, because a proxy is asked for complete ones. */
export function openCompressing(port: number): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const { url = "", method, headers } = incoming;
    if (!URL.canParse(url)) return void outgoing.writeHead(400).end();
    const passed = request(url, { method, headers }, (answer) => {
      if (outgoing.destroyed) return void answer.destroy();
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
    outgoing.on("close", () => passed.destroy());
    pipeline(incoming, passed, () => undefined);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
