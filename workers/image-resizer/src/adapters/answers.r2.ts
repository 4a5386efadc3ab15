/** L2: finished answers in R2 under their target's key. */
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { CACHE_LIMITS, STORE_LIMITS } from "../core/limits.ts";
import type { AnswerStore, DerivativeIndex } from "../ports.ts";

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

/** Pages of at most 1 000 keys; a source with more derivatives than this bound needs a second purge. */
const PAGES_MAX = 50;

/** Lists and deletes the finished answers of a source. */
export function derivativesIn(bucket: R2Bucket): DerivativeIndex {
  return {
    async *pages(prefix) {
      let cursor: string | undefined;
      for (let page = 0; page < PAGES_MAX; page++) {
        const listed = await withDeadline(
          bucket.list({ prefix, cursor }),
          STORE_LIMITS.derivativesMs,
        );
        if (listed.objects.length > 0) yield listed.objects.map(({ key }) => key);
        if (!listed.truncated) return;
        cursor = listed.cursor;
      }
    },
    async delete(keys) {
      await withDeadline(bucket.delete([...keys]), STORE_LIMITS.derivativesMs);
    },
  };
}
