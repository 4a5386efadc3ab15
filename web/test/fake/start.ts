/** Starts the built storefront in Miniflare with the fake gateway behind it. `node test/fake/start.ts` to look around. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  convertV4MiniflareOptions,
  Miniflare,
  type Request as MiniflareRequest,
  Response as MiniflareResponse,
} from "miniflare";
import { parse } from "smol-toml";
import { FAKE_SERVICE_KEY, type FakeGateway, fakeGateway } from "./gateway.ts";

const WEB = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** A storefront that runs. */
export interface Started {
  url: string;
  gateway: FakeGateway;
  stop(): Promise<void>;
}

/**
 * @param bundle of `builtWeb`: modules, and `assets` with the files of the same build
 * @param vars   put over those of wrangler.toml
 */
export async function startWeb(
  bundle: string,
  port: number,
  vars: Record<string, string> = {},
): Promise<Started> {
  const toml = parse(await readFile(join(WEB, "wrangler.toml"), "utf8")) as {
    compatibility_date: string;
    compatibility_flags: string[];
    vars: Record<string, string | number>;
    assets: { run_worker_first: string[] };
  };
  const gateway = fakeGateway();
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port,
      workers: [
        {
          name: "edgemart-web",
          modules: [{ type: "ESModule", path: join(bundle, "worker.js") }],
          modulesRoot: bundle,
          compatibilityDate: toml.compatibility_date,
          compatibilityFlags: toml.compatibility_flags,
          bindings: { ...toml.vars, AUTH_BASIC_KEY: FAKE_SERVICE_KEY, ...vars },
          serviceBindings: {
            GATEWAY: bridge(gateway),
          },
          assets: {
            directory: join(bundle, "assets"),
            binding: "ASSETS",
            run_worker_first: toml.assets.run_worker_first,
            routerConfig: {
              has_user_worker: true,
              static_routing: { asset_worker: [], user_worker: toml.assets.run_worker_first },
            },
            assetConfig: {},
          },
        },
      ],
    } as never),
  );
  const url = (await mf.ready).origin;
  return { url, gateway, stop: () => mf.dispose() };
}

/** Carries a call out of workerd and the answer back in. */
function bridge(gateway: FakeGateway) {
  return async (request: MiniflareRequest) => {
    const isWrite = request.method !== "GET" && request.method !== "HEAD";
    const body = isWrite ? await request.text() : undefined;
    const answer = await gateway.fetch(request.url, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      ...(body === undefined ? {} : { body }),
    });
    const bytes = answer.status === 204 ? null : await answer.arrayBuffer();
    const headers = Object.fromEntries(answer.headers);
    return new MiniflareResponse(bytes, { status: answer.status, headers });
  };
}
