/** Composition root of both doors: chooses the implementations, and holds what lives as long as the isolate. */
import { HEADER } from "@edgemart/contracts/headers";
import { KeptStore } from "@edgemart/kept/kept-store";
import { ownCache } from "@edgemart/kept/own-cache";
import type { RequestFacts } from "@edgemart/worker-kit/create-app";
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
import {
  type MediaDeps,
  type PictureDeps,
  type RecallDeps,
  type Tools,
  Unavailable,
} from "../ports.ts";

/** Raised when the same parameters give other bytes: what was stored before is then made anew. */
const PIPELINE_VERSION = "2";

// Caches and plain numbers only: nothing here belongs to a request.
const memory = new KeptStore<KeptAnswer>({
  costMax: CACHE_LIMITS.memoryBytes,
  entriesMax: CACHE_LIMITS.memoryEntries,
});
const flights: PictureDeps["flights"] = new Map();
const failures: PictureDeps["failures"] = new KeptStore({
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

const targets = new KeptStore<Target>({
  costMax: CACHE_LIMITS.addressChars,
  entriesMax: CACHE_LIMITS.addresses,
});

/** Gives what is found without a configuration: answers of this isolate. */
export function recallDeps(): RecallDeps {
  return { memory, targets };
}

/** Builds what one request of the public door works with. */
export function pictureDepsOf(config: Config, request: RequestFacts): PictureDeps {
  const { hosts, signingKeys } = config;
  const ownHost = new URL(request.url).hostname;
  return {
    originals: originalsIn(config.originals),
    origins: originsBy((url) => isAllowedUrl(url, { hosts, ownHost })),
    edge: edgeOf(config),
    derivatives: answersInR2(config.derivatives, PIPELINE_VERSION),
    memory,
    targets,
    flights,
    failures,
    isSigned:
      signingKeys.length === 0
        ? null
        : (text, signature) => isSignedBy(signingKeys, text, signature),
    mayMake: () =>
      isWithinLimit(config.missLimit, request.header(HEADER.clientAddress), tools.warn),
    places,
    tools: toolsOf(config, request),
    later: request.later,
  };
}

/** Builds what one request of the gateway's door works with. */
export function mediaDepsOf(config: Config, request: RequestFacts): MediaDeps {
  return {
    store: originalStoreIn(config.originals),
    failures,
    places,
    tools: toolsOf(config, request),
    read: (body, bytesMax) => readBody(body, { bytesMax, withinMs: STORE_LIMITS.uploadMs }),
    memory,
    edge: edgeOf(config),
    derivatives: derivativesIn(config.derivatives),
    publicOrigin: config.publicOrigin,
  };
}

/** Tells whether a question could not be answered because a store is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return thrown instanceof Unavailable;
}

function toolsOf(config: Config, { requestId, traceparent }: RequestFacts): Tools {
  return {
    ...tools,
    avif: avifBy(config.avif, { requestId, traceparent }, tools.warn),
    overflow: overflowTo(config.images, tools.warn),
  };
}

/** Both doors name the cache by the public's host, so that one can purge what the other keeps. */
function edgeOf(config: Config) {
  const prefix = `/_answers/${PIPELINE_VERSION}/`;
  return answersAtEdge(ownCache(() => caches.default, config.publicOrigin.origin, prefix));
}
