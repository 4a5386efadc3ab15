/** A request's address → its target, remembered per isolate. */
import { ok, type Result } from "@edgemart/contracts/result";
import {
  type Request as Asked,
  infoTarget,
  pictureTarget,
  readPath,
  readQuery,
  type Target,
} from "../core/address.ts";
import { negotiateFormat } from "../core/negotiate.ts";
import { sha256, targets } from "../deps/worker.ts";
import type { Config } from "../env.ts";

/** Gives the target of an address this isolate has read before. */
export function knownTarget(address: string, accept: string | null | undefined): Target | null {
  return targets.get(rememberedAs(address, accept)) ?? null;
}

/** Reads any of the four addresses: `/`, `/i/…`, `/info`, `/info/<id>`. */
export async function readTarget(
  address: string,
  accept: string | null | undefined,
  config: Config,
): Promise<Result<Target>> {
  const known = knownTarget(address, accept);
  if (known) return ok(known);
  const url = new URL(address);
  const asked = readAsked(url, config);
  if (!asked.ok) return asked;
  const key = await sourceKey(asked.value);
  const isInfo = url.pathname === "/info" || url.pathname.startsWith("/info/");
  const target = isInfo ? infoTarget(asked.value, key) : pictureTarget(asked.value, key, accept);
  const remembered = rememberedAs(address, accept);
  targets.set(remembered, target, remembered.length);
  return ok(target);
}

/** `Accept` counts by what it negotiates only, so that browsers do not split the memory. */
function rememberedAs(address: string, accept: string | null | undefined): string {
  return `${negotiateFormat("auto", accept)} ${address}`;
}

function readAsked(url: URL, config: Config): Result<Asked> {
  if (url.pathname.startsWith("/info/")) {
    return readPath(`/i//${url.pathname.slice("/info/".length)}`, config);
  }
  return url.pathname.startsWith("/i/") ? readPath(url.pathname, config) : readQuery(url, config);
}

async function sourceKey({ source }: Asked): Promise<string> {
  return source.kind === "own" ? source.id : sha256(new TextEncoder().encode(source.url.href));
}
