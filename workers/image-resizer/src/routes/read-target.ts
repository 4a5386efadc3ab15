/** A request's address → its target, remembered per isolate. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import {
  type Request as Asked,
  infoTarget,
  pictureTarget,
  readPath,
  readQuery,
  signedTarget,
  signedText,
  type Target,
} from "../core/address.ts";
import { LIMITS } from "../core/limits.ts";
import { negotiateFormat } from "../core/negotiate.ts";
import type { Config } from "../env.ts";
import type { AddressDeps } from "../ports.ts";

/** Gives the target of an address this isolate has read before. */
export function knownTarget(
  address: string,
  accept: string | null | undefined,
  { targets }: Pick<AddressDeps, "targets">,
): Target | null {
  const target = targets.get(rememberedAs(address, accept));
  if (!target || (target.expiresAt !== null && target.expiresAt <= Date.now())) return null;
  return target;
}

/**
 * Reads any of the four addresses: `/`, `/i/…`, `/info`, `/info/<id>`.
 *
 * @returns `invalid_query` · `image_source_forbidden` · `image_signature_invalid`
 */
export async function readTarget(
  address: string,
  accept: string | null | undefined,
  config: Config,
  deps: AddressDeps,
): Promise<Result<Target>> {
  const known = knownTarget(address, accept, deps);
  if (known) return ok(known);
  if (address.length > LIMITS.addressCharsMax) {
    const message = `must have at most ${LIMITS.addressCharsMax} characters`;
    return err("invalid_query", { errors: [{ path: "url", code: "too_big", message }] });
  }
  const url = new URL(address);
  const asked = readAsked(url, config);
  if (!asked.ok) return asked;
  const { isSigned } = deps;
  if (isSigned && !(await isProven(asked.value, isSigned, Date.now()))) {
    return err("image_signature_invalid");
  }
  const key = await sourceKey(asked.value, deps);
  const isInfo = url.pathname === "/info" || url.pathname.startsWith("/info/");
  const plain = isInfo
    ? infoTarget(asked.value, key)
    : pictureTarget(asked.value, key, accept, config.avifPolicy);
  const target = isSigned ? signedTarget(plain, asked.value.proof?.exp ?? null) : plain;
  const remembered = rememberedAs(address, accept);
  deps.targets.set(remembered, target, remembered.length);
  return ok(target);
}

/** `Accept` counts by what it negotiates only, so that browsers do not split the memory. */
function rememberedAs(address: string, accept: string | null | undefined): string {
  return `${negotiateFormat("auto", accept, "auto")} ${address}`;
}

function readAsked(url: URL, config: Config): Result<Asked> {
  if (url.pathname.startsWith("/info/")) {
    // Its signature and end, the only things that count here, are in the query.
    const list = [...url.searchParams].map(
      ([name, value]) => `${name}=${encodeURIComponent(value)}`,
    );
    return readPath(`/i/${list.join(",")}/${url.pathname.slice("/info/".length)}`, config);
  }
  return url.pathname.startsWith("/i/") ? readPath(url.pathname, config) : readQuery(url, config);
}

/** @param now epoch milliseconds */
async function isProven(
  asked: Asked,
  isSigned: NonNullable<AddressDeps["isSigned"]>,
  now: number,
): Promise<boolean> {
  const { s = null, exp = null } = asked.proof ?? {};
  if (s === null) return false;
  if (exp !== null && (!/^\d{1,12}$/.test(exp) || Number(exp) * 1000 <= now)) return false;
  return isSigned(signedText(asked), s);
}

async function sourceKey({ source }: Asked, { tools }: AddressDeps): Promise<string> {
  return source.kind === "own"
    ? source.id
    : tools.sha256(new TextEncoder().encode(source.url.href));
}
