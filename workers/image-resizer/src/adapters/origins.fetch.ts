/** Pictures of allow-listed https origins: redirects by hand, one deadline for all of it, bytes counted. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import { readBytes } from "@edgemart/worker-kit/bytes";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { LIMITS, ORIGIN_LIMITS } from "../core/limits.ts";
import type { OpenSource, Origins } from "../ports.ts";

const REDIRECTS = [301, 302, 303, 307, 308];
/** Nothing of the client's request is passed on: no cookie, no credential, no address. */
const HEADERS = { accept: "image/webp,image/png,image/jpeg", "user-agent": "edgemart-images/1" };

/** @param isAllowed asked for the first address and for every redirect's */
export function originsBy(isAllowed: (url: URL) => boolean): Origins {
  return {
    async open(first) {
      const signal = AbortSignal.timeout(ORIGIN_LIMITS.timeoutMs);
      try {
        return await follow(first, isAllowed, signal);
      } catch (thrown) {
        return failed(thrown, first.hostname);
      }
    },
  };
}

async function follow(
  first: URL,
  isAllowed: (url: URL) => boolean,
  signal: AbortSignal,
): Promise<Result<OpenSource>> {
  let url = first;
  for (let hops = 0; hops <= ORIGIN_LIMITS.redirectsMax; hops++) {
    if (!isAllowed(url)) return hops ? err("image_origin_failed") : err("image_source_forbidden");
    const response = await fetch(url, { redirect: "manual", headers: HEADERS, signal });
    if (response.status === 200) return opened(response, url);
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return err("image_not_found");
    const next = REDIRECTS.includes(response.status) && response.headers.get("location");
    const target = next ? URL.parse(next, url.href) : null;
    if (!target) return err("image_origin_failed");
    url = target;
  }
  return err("image_origin_failed");
}

async function opened(response: Response, url: URL): Promise<Result<OpenSource>> {
  const declared = Number(response.headers.get("content-length") ?? Number.NaN);
  const bytes = Number.isSafeInteger(declared) && declared >= 0 ? declared : null;
  if (bytes !== null && bytes > LIMITS.sourceBytesMax) {
    await response.body?.cancel();
    return err("image_too_large");
  }
  return ok({
    // A compressed body is longer than it says.
    bytes: response.headers.has("content-encoding") ? null : bytes,
    info: null,
    async read() {
      try {
        const read = await readBytes(response.body, LIMITS.sourceBytesMax);
        return read ? ok(read) : err("image_too_large");
      } catch (thrown) {
        return failed(thrown, url.hostname);
      }
    },
    async discard() {
      if (!response.bodyUsed) await response.body?.cancel();
    },
  });
}

function failed(thrown: unknown, host: string): Result<never> {
  log("warn", "image.origin_failed", { host, reason: reasonOf(thrown) });
  return isDeadline(thrown) ? err("image_origin_timeout") : err("image_origin_failed");
}
