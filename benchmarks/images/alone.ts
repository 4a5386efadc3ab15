/** The work without a server around it, in this process: sharp, and the Worker's own pipeline. */
import sharp from "sharp";
import type { CodecName } from "../../workers/image-resizer/src/core/codec-names.ts";
import { readHeader } from "../../workers/image-resizer/src/core/header.ts";
import { parseParams } from "../../workers/image-resizer/src/core/params.ts";
import { renderPicture } from "../../workers/image-resizer/src/core/render.ts";
import { createNodeTools } from "../../workers/image-resizer/src/deps/node.ts";
import type { Peer } from "./peers.ts";

/** sharp in this process, one thread, without its cache: the work and nothing around it. */
export function sharpAlone(): Peer {
  sharp.concurrency(1);
  sharp.cache(false);
  return {
    name: "sharp alone",
    port: null,
    miss: (source, size) =>
      sharp(source.bytes)
        .resize(size === "120" ? { width: 120, height: 120 } : { width: 640 })
        .webp({ quality: 75 })
        .toBuffer(),
    hitPath: async () => "",
    cpu: ownCpuMs,
    stop: async () => undefined,
  };
}

/** The Worker's own decoding, scaling and encoding in this process: what is compared with sharp alone. */
export function pipelineAlone(): Peer {
  const { codecs } = createNodeTools();
  const all: CodecName[] = ["jpeg", "png", "webp-decoder", "webp-encoder"];
  return {
    name: "its pipeline alone",
    port: null,
    async miss({ bytes }, size) {
      const header = readHeader(bytes);
      const sides = size === "120" ? { w: "120", h: "120" } : { w: "640" };
      const params = parseParams(Object.entries(sides), []);
      if (!header.ok || !params.ok) throw new Error("the source was refused");
      while (!codecs.isReady(all)) await codecs.prepare(all);
      const source = { bytes, header: header.value };
      return Buffer.from(renderPicture(source, params.value, "webp", codecs).bytes);
    },
    hitPath: async () => "",
    cpu: ownCpuMs,
    stop: async () => undefined,
  };
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
