/** A hasher that counts its calls and is quick. */
import { createHash } from "node:crypto";
import { err, ok } from "@edgemart/contracts/result";
import type { Hasher } from "../../src/ports.ts";

/** A hasher, and how often it was asked. */
export interface CountingHasher extends Hasher {
  calls: number;
  busy: boolean;
}

/** Makes a hasher whose answers look like those of bcrypt; `busy` makes it refuse. */
export function countingHasher(): CountingHasher {
  const digest = (material: string, cost: string) =>
    `$2b$${cost}$${createHash("sha512").update(material).digest("hex").slice(0, 53)}`;
  const hasher: CountingHasher = {
    calls: 0,
    busy: false,
    isFull: () => false,
    async hash(material, cost) {
      if (hasher.busy) return err("temporarily_unavailable", { retryAfterSeconds: 1 });
      hasher.calls++;
      return ok(digest(material, String(cost).padStart(2, "0")));
    },
    async compare(material, hash) {
      if (hasher.busy) return err("temporarily_unavailable", { retryAfterSeconds: 1 });
      hasher.calls++;
      return ok(digest(material, hash.slice(4, 6)) === hash);
    },
  };
  return hasher;
}
