/** Takes an original in: counted while it arrives, sniffed, decoded once, stored under the SHA-256 of its bytes. */
import type { ImageInfo } from "@edgemart/contracts/images";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { HeaderErrors } from "../core/header-types.ts";
import { LIMITS } from "../core/limits.ts";
import type { StoreDeps } from "../ports.ts";
import { describeImage } from "./describe-image.ts";
import { withPlace } from "./with-place.ts";

/** What is known of an original, and whether it was not there before. */
interface Stored {
  info: ImageInfo & { id: string };
  isNew: boolean;
}

/** Why an original was not stored. */
export type StoreError =
  | HeaderErrors
  | "image_busy"
  | "body_incomplete"
  | "request_timeout"
  | "token_invalid"
  | "forbidden"
  | "temporarily_unavailable";

/**
 * Stores an original. What it is called or said to be counts for nothing.
 *
 * @returns what is known of it, and whether it was not there before · `image_too_large` · `image_type_unsupported` ·
 *   `image_unreadable` · `image_busy` · `body_incomplete` · `request_timeout` · what `refusal` says
 */
export function storeOriginal(
  body: ReadableStream<Uint8Array> | null,
  deps: StoreDeps,
): Promise<Result<Stored, StoreError>> {
  return withPlace(
    deps.places,
    LIMITS.sourceBytesMax,
    async (): Promise<Result<Stored, StoreError>> => {
      const read = await deps.read(body, LIMITS.sourceBytesMax);
      if (!read.ok) {
        const { code } = read.error;
        return code === "body_too_large" ? err("image_too_large") : err(code);
      }
      const described = await describeImage(read.value, deps.tools);
      if (!described.ok) return described;
      const error = await deps.refusal();
      if (error) return { ok: false, error };
      deps.failures.delete(`d/${described.value.id}/`);
      const isNew = await deps.store.put(described.value, read.value);
      return ok({ info: described.value, isNew });
    },
  );
}
