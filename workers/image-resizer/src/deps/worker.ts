/** Chooses the implementations, and holds what lives as long as the isolate. */
import type { CallContext } from "@edgemart/contracts/call";
import { KeptStore } from "@edgemart/kept/kept-store";
import { ownCache } from "@edgemart/kept/own-cache";
import { log } from "@edgemart/worker-kit/log";
import { readBody } from "@edgemart/worker-kit/read-body";
import { answersAtEdge } from "../adapters/answers.edge.ts";
import { answersInR2, derivativesIn } from "../adapters/answers.r2.ts";
import { avifBy } from "../adapters/avif.rpc.ts";
import { codecModules } from "../adapters/codec-modules.ts";
import { createCodecPool } from "../adapters/codec-pool.ts";
import { isWithinLimit } from "../adapters/miss-limit.ts";
import { originalStoreIn, originalsIn } from "../adapters/originals.r2.ts";
import { originsBy } from "../adapters/origins.fetch.ts";
import { overflowTo } from "../adapters/overflow.images.ts";
import { placeholderOf } from "../adapters/placeholder.ts";
import { sha256 } from "../adapters/sha256.ts";
import { isSignedBy } from "../adapters/verify-signature.ts";
import type { Target } from "../core/address.ts";
import type { KeptAnswer } from "../core/answer.ts";
import { Leases } from "../core/leases.ts";
import { CACHE_LIMITS, NEGATIVE_LIMITS, STORE_LIMITS, WORK_LIMITS } from "../core/limits.ts";
import { isAllowedUrl } from "../core/source.ts";
import type { Config } from "../env.ts";
import type { Tools } from "../ports.ts";
import type { PurgeDeps } from "../verbs/purge-derivatives.ts";
import type { ServeDeps } from "../verbs/serve-answer.ts";
import type { StoreDeps } from "../verbs/store-original.ts";

/** Raised when the same parameters give other bytes: what was stored before is then made anew. */
const PIPELINE_VERSION = "2";

// Caches and plain numbers only: nothing here belongs to a request.
const memory = new KeptStore<KeptAnswer>({
  costMax: CACHE_LIMITS.memoryBytes,
  entriesMax: CACHE_LIMITS.memoryEntries,
});
const flights: ServeDeps["flights"] = new Map();
const failures: ServeDeps["failures"] = new KeptStore({
  costMax: NEGATIVE_LIMITS.entries,
  entriesMax: NEGATIVE_LIMITS.entries,
});
const places = {
  work: new Leases(WORK_LIMITS.sourceBytesInFlight),
  queue: new Leases(WORK_LIMITS.waitingMax),
};
const tools: Omit<Tools, "avif" | "overflow"> = {
  codecs: createCodecPool(codecModules),
  placeholderOf,
  sha256,
  warn: (event, fields) => log("warn", event, fields),
};

/** Targets of addresses seen before, so that a hit parses nothing. */
export const targets = new KeptStore<Target>({
  costMax: CACHE_LIMITS.addressChars,
  entriesMax: CACHE_LIMITS.addresses,
});

export { isSignedBy, memory, sha256 };

/** Builds what one request works with. */
export function depsOf(
  config: Config,
  {
    ownHost,
    clientAddress,
    ...caller
  }: Caller & { ownHost: string; clientAddress: string | undefined },
  ctx: WaitUntil,
): ServeDeps {
  return {
    originals: originalsIn(config.originals),
    origins: originsBy((url) => isAllowedUrl(url, { hosts: config.hosts, ownHost })),
    edge: edgeOf(config),
    derivatives: answersInR2(config.derivatives, PIPELINE_VERSION),
    memory,
    flights,
    failures,
    mayMake: () => isWithinLimit(config.missLimit, clientAddress, tools.warn),
    places,
    tools: toolsOf(config, caller),
    waitUntil: (work) => ctx.waitUntil(work),
  };
}

/** Builds what one request of the media entry works with. */
export function mediaDepsOf(
  config: Config,
  caller: Caller,
): Omit<StoreDeps, "refusal"> & PurgeDeps {
  return {
    store: originalStoreIn(config.originals),
    failures,
    places,
    tools: toolsOf(config, caller),
    read: (body, bytesMax) => readBody(body, { bytesMax, withinMs: STORE_LIMITS.uploadMs }),
    memory,
    edge: edgeOf(config),
    derivatives: derivativesIn(config.derivatives),
  };
}

type Caller = Omit<CallContext, "deadline">;

function toolsOf(config: Config, { requestId, traceparent }: Caller): Tools {
  return {
    ...tools,
    avif: avifBy(config.avif, { requestId, traceparent }, tools.warn),
    overflow: overflowTo(config.images, tools.warn),
  };
}

/** Both entries name the cache by the public's host, so that one can purge what the other keeps. */
function edgeOf(config: Config) {
  const prefix = `/_answers/${PIPELINE_VERSION}/`;
  return answersAtEdge(ownCache(() => caches.default, config.publicOrigin.origin, prefix));
}

interface WaitUntil {
  waitUntil(work: Promise<unknown>): void;
}
