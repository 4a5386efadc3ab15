/** The servers that are compared: this Worker on workerd, `next start` with sharp, ipx. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { originalKey, picturePath } from "@edgemart/contracts/images";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { builtHere } from "../../tools/constellation/build.ts";
import { type WorkerOptions, workerOptions } from "../../tools/constellation/worker-options.ts";
import { freePort } from "../../tools/local/free-port.ts";
import { PATHS } from "../../tools/paths.ts";
import { ROOT, runCommand } from "../../tools/run-command.ts";
import { cpuMs } from "../gateway/cpu.ts";
import { buildNext, startNextServer, startPeer } from "../web/peer-server.ts";
import { copyOf, type Source } from "./sources.ts";

export type Size = "120" | "640";

export interface Peer {
  name: string;
  /** Where hits are asked for; null: it keeps nothing, or listens on no port. */
  port: number | null;
  /** Puts copies of a source where the peer finds them, before anything is measured. */
  prepare?(source: Source, copies: number): Promise<void>;
  /** Makes a picture that no one has asked for and gives its bytes. `n` has not been used with that source. */
  miss(source: Source, size: Size, n: number): Promise<Buffer>;
  /** Path of a picture that is in its cache. */
  hitPath(source: Source): Promise<string>;
  /** Processor time of all of it so far, in milliseconds; null where the system does not tell. */
  cpu(): number | null;
  stop(): Promise<void>;
}

const FOLDER = join(PATHS.cache, "bench-images");
const get = async (port: number, path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { accept: "image/webp" },
  });
  if (!response.ok)
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
};

/** This Worker as it is deployed, with a direct socket; its sources stand in R2. */
export async function startOurs(): Promise<Peer> {
  const built = await builtHere("image-resizer", "avif");
  const port = await freePort();
  const key = {
    kty: "OKP",
    crv: "Ed25519",
    x: "A".repeat(43),
    kid: "none",
    use: "sig",
    alg: "EdDSA",
  };
  const workers = built.map((each) => {
    const isImages = each.service.id === "image-resizer";
    const bindings: Record<string, string> = isImages
      ? { AUTH_JWKS: JSON.stringify({ keys: [key] }) }
      : {};
    return workerOptions(each, {
      root: ROOT,
      bindings,
      port: isImages ? port : null,
    })[0] as WorkerOptions;
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers,
      host: "127.0.0.1",
      port: 0,
      log: new Log(LogLevel.NONE),
      handleStructuredLogs: () => undefined,
    }),
  );
  await miniflare.ready;
  const bucket = await miniflare.getR2Bucket("ORIGINALS", "edgemart-image-resizer");
  const store = async (bytes: Buffer) => {
    const id = createHash("sha256").update(bytes).digest("hex");
    await bucket.put(originalKey(id), new Uint8Array(bytes));
    return id;
  };
  const ids = new Map<Source, string[]>();
  return {
    name: "this Worker on workerd",
    port,
    async prepare(source, copies) {
      ids.set(
        source,
        await Promise.all(Array.from({ length: copies }, (_, n) => store(copyOf(source, n)))),
      );
    },
    miss: (source, size, n) => get(port, pathOf(ids.get(source)?.[n] ?? "", size)),
    async hitPath(source) {
      const path = pathOf(await store(source.bytes), "120");
      await get(port, path);
      return path;
    },
    cpu: () => cpuMs(process.pid, "workerd"),
    stop: () => miniflare.dispose(),
  };
}

function pathOf(id: string, size: Size): string {
  return picturePath(id, size === "120" ? { w: 120, h: 120 } : { w: 640 });
}

const NEXT_FILES = {
  "package.json": '{ "private": true, "type": "module" }',
  "next.config.mjs": `export default {
  images: { formats: ["image/webp"], deviceSizes: [640], imageSizes: [120], qualities: [75], localPatterns: [{ pathname: "/**" }] },
};`,
  "app/layout.jsx":
    "export default function Layout({ children }) { return <html><body>{children}</body></html>; }",
  "app/page.jsx": "export default function Page() { return <p>images</p>; }",
};

/** A Next.js of two files, built once, with `next start` in front of its own optimiser (sharp). */
export async function startNext(sources: readonly Source[], copies: number): Promise<Peer> {
  const folder = join(FOLDER, "next");
  await rm(join(folder, ".next/cache/images"), { recursive: true, force: true });
  for (const [name, text] of Object.entries(NEXT_FILES)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await writeCopies(join(folder, "public"), sources, copies);
  if (!existsSync(join(folder, ".next/BUILD_ID"))) await buildNext(folder);
  const { port, pid, stop } = await startNextServer(folder);
  const path = (file: string, size: Size) =>
    `/_next/image?url=${encodeURIComponent(`/${file}`)}&w=${size}&q=75`;
  return {
    name: "`next start` with sharp",
    port,
    miss: (source, size, n) => get(port, path(fileOf(source, n), size)),
    async hitPath(source) {
      await get(port, path(fileOf(source, 0), "120"));
      return path(fileOf(source, 0), "120");
    },
    cpu: () => cpuMs(pid, null),
    stop,
  };
}

const IPX = "ipx@3.1.1";

/** ipx behind its own server; fetched at its pinned version when it is not there. Null when it cannot be fetched. */
export async function startIpx(sources: readonly Source[], copies: number): Promise<Peer | null> {
  const folder = join(FOLDER, "ipx");
  await mkdir(folder, { recursive: true });
  await writeCopies(join(folder, "public"), sources, copies);
  if (!existsSync(join(folder, "node_modules/ipx"))) {
    await writeFile(join(folder, "package.json"), '{ "private": true }');
    const { code } = await runCommand("npm", ["install", "--no-audit", "--no-fund", IPX], {
      cwd: folder,
    });
    if (code !== 0) return null;
  }
  const { port, pid, stop } = await startPeer(folder, (free) => {
    const options = ["--dir", "public", "--port", String(free), "--host", "127.0.0.1"];
    return [join(folder, "node_modules/.bin/ipx"), "serve", ...options];
  });
  const path = (file: string, size: Size) =>
    `/${size === "120" ? "s_120x120" : "w_640"},f_webp,q_75/${file}`;
  return {
    name: "ipx",
    port,
    miss: (source, size, n) => get(port, path(fileOf(source, n), size)),
    // It keeps nothing: a second request costs as much as the first.
    hitPath: async (source) => path(fileOf(source, 0), "120"),
    cpu: () => cpuMs(pid, null),
    stop,
  };
}

async function writeCopies(
  folder: string,
  sources: readonly Source[],
  copies: number,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const source of sources) {
    for (let n = 0; n < copies; n++) {
      const path = join(folder, fileOf(source, n));
      if (!existsSync(path)) await writeFile(path, copyOf(source, n));
    }
  }
}

function fileOf({ name, extension }: Source, n: number): string {
  return `${name}-${n}.${extension}`;
}
