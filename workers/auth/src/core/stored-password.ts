/** Tells whether a stored hash is of today's kind. Pure. */
import type { KeyRing } from "@edgemart/worker-kit/key-ring";

/** Tells whether a hash should be written again when its password is known: another scheme, pepper or a lower cost. */
export function isOutdated(stored: string, peppers: KeyRing, cost: number): boolean {
  const [, kid, rounds] = /^h2\$([A-Za-z0-9_-]{1,16})\$2[aby]\$(\d\d)\$/.exec(stored) ?? [];
  return kid !== peppers.current || Number(rounds) < cost;
}
