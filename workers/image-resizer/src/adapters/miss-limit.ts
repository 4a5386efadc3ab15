/** The platform's counter of pictures a client makes. Fails open: a broken counter must not empty the shop's shelves. */
import { addressPrefix, UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { reasonOf } from "@edgemart/worker-kit/log";

/**
 * Counts one picture, and tells whether the client may have it made.
 *
 * @param address value of `cf-connecting-ip`: the edge always sets it; on a laptop it is absent and no client is counted
 */
export async function isWithinLimit(
  limit: RateLimit,
  address: string | undefined,
  warn: (event: string, fields: Record<string, string>) => void,
): Promise<boolean> {
  const key = addressPrefix(address);
  if (key === UNKNOWN_PREFIX) return true;
  try {
    return (await limit.limit({ key })).success;
  } catch (thrown) {
    warn("image.limit_unread", { reason: reasonOf(thrown) });
    return true;
  }
}
