/** Waits for what comes true by itself: a store that is restarted, a message that goes round, a cache that learns. */
import { expect } from "vitest";

/** Longer than any deadline, restart or refresh of the platform on a busy machine. */
const WITHIN = { timeout: 60_000, interval: 200 };

/** Waits until something holds; an error counts as "not yet". @throws when it does not hold within a minute */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(() => holds().catch(() => false), WITHIN).toBe(true);
}
