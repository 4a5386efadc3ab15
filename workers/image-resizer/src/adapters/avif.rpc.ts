/** AVIF by the private Worker that holds its codec. */
import type { AvifRpc } from "@edgemart/contracts/avif";
import type { CallContext } from "@edgemart/contracts/call";
import { err, ok } from "@edgemart/contracts/result";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { reasonOf } from "@edgemart/worker-kit/log";
import { LIMITS } from "../core/limits.ts";
import { type AvifCodec, type Tools, Unavailable } from "../ports.ts";

/** Asks the Worker avif. @param caller what the calls carry next to their input */
export function avifBy(
  rpc: AvifRpc,
  caller: Omit<CallContext, "deadline">,
  warn: Tools["warn"],
): AvifCodec {
  const call = (): CallContext => ({ ...caller, deadline: Date.now() + LIMITS.avifMs });
  return {
    async decode(bytes, { width, height, hasAlpha }) {
      const answer = await asked(rpc.decode(bytes, call()));
      if (!answer.ok) return answer;
      const { data } = answer.value;
      const agrees = answer.value.width === width && answer.value.height === height;
      if (!agrees || data.length !== width * height * 4) return err("image_unreadable");
      return ok({ width, height, channels: 4, hasAlpha, data });
    },
    async encode({ width, height, data }, quality) {
      try {
        // A copy of its own: the call sends the entire buffer that a view is part of.
        const pixels = Uint8Array.from(data);
        const input = { width, height, data: pixels, quality };
        const answer = await asked(rpc.encode(input, call()));
        return answer.ok ? answer.value : null;
      } catch (thrown) {
        warn("image.avif_failed", { reason: reasonOf(thrown) });
        return null;
      }
    },
  };
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await withDeadline(answer, LIMITS.avifMs);
  } catch (thrown) {
    throw new Unavailable(reasonOf(thrown));
  }
}
