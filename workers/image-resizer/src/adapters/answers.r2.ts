/** L2: finished answers in R2 under their target's key. */
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { CACHE_LIMITS, STORE_LIMITS } from "../core/limits.ts";
import type { AnswerStore } from "../ports.ts";

/** @param version changes when the same parameters give other bytes: an older object is then a miss */
export function answersInR2(bucket: R2Bucket, version: string): AnswerStore {
  return {
    async get(key) {
      const object = await withDeadline(bucket.get(key), STORE_LIMITS.derivativesMs);
      if (!object) return null;
      const facts = object.customMetadata ?? {};
      if (facts.version !== version) {
        await object.body.cancel();
        return null;
      }
      const small = object.size <= CACHE_LIMITS.bufferedBytes;
      return {
        body: small ? new Uint8Array(await object.arrayBuffer()) : object.body,
        length: object.size,
        type: object.httpMetadata?.contentType ?? "",
        etag: facts.etag ?? "",
        madeAt: Number(facts.madeAt),
      };
    },
    async put(key, answer) {
      await bucket.put(key, answer.body, {
        httpMetadata: { contentType: answer.type },
        customMetadata: { etag: answer.etag, madeAt: String(answer.madeAt), version },
      });
    },
  };
}
