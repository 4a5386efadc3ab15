/** L1: finished answers in the data centre's cache, below a path of this host that the router does not know. */
import type { OwnCache } from "@edgemart/kept/own-cache";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { CACHE_LIMITS, STORE_LIMITS } from "../core/limits.ts";
import type { AnswerEraser, AnswerStore } from "../ports.ts";

const MADE_AT = "x-made-at";

/** Keeps answers in the cache of the data centre. @param cache under this Worker's own name, and under one that changes when the same parameters give other bytes */
export function answersAtEdge(cache: OwnCache): AnswerStore & AnswerEraser {
  return {
    async get(key) {
      const response = await withDeadline(cache.match(key), STORE_LIMITS.edgeMs);
      const body = response?.body;
      if (!response || !body) return null;
      const header = (name: string) => response.headers.get(name) ?? "";
      const length = Number(header("content-length"));
      const small = length <= CACHE_LIMITS.memoryEntryBytes;
      return {
        body: small ? new Uint8Array(await response.arrayBuffer()) : body,
        length,
        type: header("content-type"),
        etag: header("etag"),
        madeAt: Number(header(MADE_AT)),
      };
    },
    async put(key, answer, maxAgeSeconds) {
      const response = new Response(answer.body as Uint8Array<ArrayBuffer>, {
        headers: {
          "content-type": answer.type,
          "content-length": String(answer.length),
          "cache-control": `public, max-age=${Math.min(maxAgeSeconds, CACHE_LIMITS.edgeSecondsMax)}`,
          etag: answer.etag,
          [MADE_AT]: String(answer.madeAt),
        },
      });
      await cache.put(key, response);
    },
    async delete(keys) {
      for (const key of keys) await withDeadline(cache.delete(key), STORE_LIMITS.edgeMs);
    },
  };
}
