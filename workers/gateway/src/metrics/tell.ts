/** Reports to the registry what was counted, in batches and behind the response. */
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { returnCounts, takeCounts } from "./counts.ts";

/** Milliseconds whose requests are reported together. */
const BATCH_MS = 1_000;
/** Milliseconds after which a report that has not been made was cancelled. */
const LOST_MS = 5_000;
let tellerSinceMs = 0;

/** Makes sure that a report follows soon; nothing is done before the response. */
export function tellLater(
  registry: DurableObjectNamespace,
  context: { waitUntil(work: Promise<unknown>): void },
): void {
  const nowMs = Date.now();
  if (nowMs - tellerSinceMs < LOST_MS) return;
  tellerSinceMs = nowMs;
  context.waitUntil(afterBatch(registry));
}

async function afterBatch(registry: DurableObjectNamespace): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
  tellerSinceMs = 0;
  await tell(registry);
}

/** Reports now. What the registry does not take is reported next time. */
export async function tell(registry: DurableObjectNamespace): Promise<void> {
  const counted = takeCounts();
  if (!counted) return;
  try {
    const answer = await registryOf(registry).fetch("https://metrics/", {
      method: "POST",
      body: JSON.stringify(counted),
    });
    if (!answer.ok) throw new Error(`the registry answered ${answer.status}`);
  } catch (thrown) {
    returnCounts(counted);
    log("error", "gateway.metrics_untold", { reason: reasonOf(thrown) });
  }
}

/** The one registry of the environment. */
export function registryOf(registry: DurableObjectNamespace): DurableObjectStub {
  return registry.get(registry.idFromName("gateway"));
}
