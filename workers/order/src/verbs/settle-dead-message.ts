/** Replays or ignores a message that could not be handled. @see specs/notifications.md 8 */
import type { CallContext } from "@edgemart/contracts/call";
import type { DeadMessage } from "@edgemart/contracts/dead-messages";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Write } from "../ports/administration.ts";
import type { Deps } from "../ports/deps.ts";
import { hearPayment } from "./hear-payment.ts";

type Settled = Result<DeadMessage, "idempotency_key_reused" | "not_found" | "message_settled">;

/** What is decided, and why. */
export interface Settling {
  id: string;
  how: "replayed" | "ignored";
  because: string;
}

/**
 * Settles a message once for each key. A replay runs the consumer's own function first, so an event that was handled
 * before changes nothing.
 *
 * @returns `message_settled`: it is settled, is older than 30 days, or still cannot be read
 */
export async function settleDeadMessage(
  deps: Deps,
  { id, how, because }: Settling,
  { viewer, key }: Write,
  call: CallContext,
): Promise<Settled> {
  const replayed = async (): Promise<Settled | null> => {
    const before = await deps.adminActs.recall(key);
    if (before && !before.sameInput) return err("idempotency_key_reused");
    return before && present(await deps.deadMessages.find(id));
  };
  const earlier = await replayed();
  if (earlier) return earlier;
  const letter = await deps.deadMessages.find(id);
  if (!letter) return err("not_found");
  // Perhaps by this very key, since it was looked for.
  if (letter.shown.settledAt !== null) return (await replayed()) ?? err("message_settled");
  if (how === "replayed" && (letter.isOld || !(await isHandled(deps, letter.body, call)))) {
    return err("message_settled");
  }
  const audit = { action: `dead_message.${how}`, because };
  const outcome = await deps.deadMessages.settle(id, how, because, {
    actor: viewer.memberId,
    key,
    audit,
  });
  if (outcome.kind === "done") return present(await deps.deadMessages.find(id));
  return (await replayed()) ?? err("message_settled");
}

/** @throws when a store is unavailable: the message stays as it is */
async function isHandled(deps: Deps, body: unknown, call: CallContext): Promise<boolean> {
  const outcome = await hearPayment(deps, body, call);
  return outcome === "handled" || outcome === "ignored";
}

function present(letter: { shown: DeadMessage } | null): Settled {
  return letter ? ok(letter.shown) : err("not_found");
}
