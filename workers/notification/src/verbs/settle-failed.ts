/** Settles what failed, once for each key: a delivery or a dead message. @see specs/notifications.md 8, 16 */
import type { DeadMessage } from "@edgemart/contracts/dead-messages";
import type { FailedDelivery } from "@edgemart/contracts/notification";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Deps } from "../ports/deps.ts";
import type { SettleHow, Write } from "../ports/office.ts";
import { keepEvent } from "./keep-event.ts";

/** What is decided, and why. */
export interface Settling {
  id: string;
  how: SettleHow;
  because: string;
}

/** Sends a failed delivery again, or leaves it. @returns `delivery_not_dead`: it has not failed, or is settled */
export function settleDelivery(
  deps: Deps,
  { id, how, because }: Settling,
  write: Write,
): Promise<Result<FailedDelivery, "idempotency_key_reused" | "not_found" | "delivery_not_dead">> {
  const { deliveries } = deps.office;
  return once(deps, write, {
    find: () => deliveries.find(id),
    settle: () => deliveries.settle(id, how, because, write),
    refusal: "delivery_not_dead",
  });
}

/**
 * Handles a dead message again by the consumer's own function, or leaves it.
 *
 * @returns `message_settled`: it is settled, older than 30 days, or still cannot be handled
 */
export function settleLetter(
  deps: Deps,
  { id, how, because }: Settling,
  write: Write,
): Promise<Result<DeadMessage, "idempotency_key_reused" | "not_found" | "message_settled">> {
  const { letters } = deps.office;
  return once(deps, write, {
    find: async () => (await letters.find(id))?.shown ?? null,
    async settle() {
      if (how === "replayed" && !(await isHandled(deps, id))) return false;
      return letters.settle(id, how, because, write);
    },
    refusal: "message_settled",
  });
}

/** @throws when a store is unavailable: the message stays as it is */
async function isHandled(deps: Deps, id: string): Promise<boolean> {
  const letter = await deps.office.letters.find(id);
  if (!letter || letter.isOld || letter.shown.settledAt !== null) return false;
  const { outcome } = await keepEvent(deps, letter.body, "replay");
  return outcome === "handled" || outcome === "ignored";
}

async function once<T, Refusal extends "delivery_not_dead" | "message_settled">(
  { office }: Deps,
  { key }: Write,
  parts: { find(): Promise<T | null>; settle(): Promise<boolean>; refusal: Refusal },
): Promise<Result<T, "idempotency_key_reused" | "not_found" | Refusal>> {
  const shown = async () => {
    const found = await parts.find();
    return found === null ? err("not_found") : ok(found);
  };
  const replayed = async () => {
    const before = await office.recall(key);
    if (!before) return null;
    return before.sameInput ? shown() : err("idempotency_key_reused");
  };
  const earlier = await replayed();
  if (earlier) return earlier;
  if ((await parts.find()) === null) return err("not_found");
  if (await parts.settle()) return shown();
  // The same key at the same moment: the other one has done it.
  return (await replayed()) ?? err(parts.refusal);
}
