/** Forgets every finished picture of one source, and that it failed: in R2, in this data centre's cache and in this isolate. */
import type { PurgeDeps } from "../ports.ts";

/**
 * Deletes what was made of a source.
 *
 * Elsewhere the copies age out: in other isolates within `memoryFreshMs`, in other data centres within
 * `edgeSecondsMax`.
 *
 * @param sourceKey SHA-256 in hex, of an original's bytes or of a foreign picture's address
 * @returns how many stored pictures were deleted
 */
export async function purgeDerivatives(sourceKey: string, deps: PurgeDeps): Promise<number> {
  const prefix = `d/${sourceKey}/`;
  let deleted = 0;
  deps.failures.deleteAll((key) => key.startsWith(prefix));
  const remembered = deps.memory.deleteAll((key) => key.startsWith(prefix));
  await deps.edge.delete(remembered);
  for await (const keys of deps.derivatives.pages(prefix)) {
    await deps.derivatives.delete(keys);
    // After R2, or a request in between would copy the old picture up again.
    await deps.edge.delete(keys);
    deps.memory.deleteAll((key) => key.startsWith(prefix));
    deleted += keys.length;
  }
  return deleted;
}
