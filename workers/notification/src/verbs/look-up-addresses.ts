/** Which messages of a claim are not sent because of their address, and the digests by which their mails are known when they come back. @see specs/notifications.md 28 */
import { addresseeOf, type Recipients } from "../core/addressee.ts";
import type { Claimed } from "../ports/deliveries.ts";
import type { Deps } from "../ports/deps.ts";

/** What is known of a claim's addresses. */
export interface Addresses {
  /** The digest of a delivery's address; none where there is no address. */
  digestOf(id: string): string | null;
  isHeld(claimed: Claimed): boolean;
}

/** Looks the addresses up, all in one statement. */
export async function lookUpAddresses(
  { digestAddress, returns }: Pick<Deps, "digestAddress" | "returns">,
  claimed: readonly Claimed[],
  recipients: Recipients,
): Promise<Addresses> {
  const digests = new Map<string, string>();
  for (const { id, target } of claimed) {
    const to = addresseeOf(target, recipients);
    const digest = to === null || to === "waits" ? null : await digestAddress(to.address);
    if (digest !== null) digests.set(id, digest);
  }
  const held =
    digests.size === 0 ? new Map() : await returns.suppressed([...new Set(digests.values())]);
  return {
    digestOf: (id) => digests.get(id) ?? null,
    isHeld({ id, category }) {
      const reason = held.get(digests.get(id) ?? "");
      // A link is what the member has just asked for: one complaint about advertising must not keep it from its account.
      return reason !== undefined && !(reason === "complaint" && category === "account");
    },
  };
}
