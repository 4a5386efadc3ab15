/** What a screen that is alike for everyone says to the caches in front of it. */
import type { Degraded } from "@edgemart/contracts/bff";
import { HEADER } from "@edgemart/contracts/headers";

/**
 * Makes the headers of an answer that holds no member's part.
 *
 * A complete answer says of which generation it is: a cache in front may keep it, unless it has heard of a newer one
 * already. Without these headers no cache keeps it. What an answer lacks is said too: a cache that has a complete
 * answer of before gives that one.
 */
export function publicMarks(generation: string | null, degraded: Degraded): Record<string, string> {
  if (degraded.length > 0) return { [HEADER.degraded]: degraded.join(",") };
  if (generation === null) return {};
  return {
    "cache-control": "public, max-age=0, must-revalidate",
    [HEADER.catalogGeneration]: generation,
  };
}
