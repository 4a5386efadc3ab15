/** Replays or ignores a message of member's queue that could not be handled. @see specs/notifications.md 8 */
import type { DeadMessage } from "@edgemart/contracts/dead-messages";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Deps, Settling, Write } from "../ports.ts";
import { hearOrder } from "./consume.ts";

type Refused =
  | "forbidden"
  | "idempotency_key_reused"
  | "not_found"
  | "message_settled"
  | "token_invalid";
type Settled = Result<DeadMessage, Refused>;

/**
 * Settles a message once for each key. A replay runs the consumer's own function first, so an event that was handled
 * before changes nothing.
 *
 * @returns `message_settled`: it is settled, is older than 30 days, or still cannot be read
 * @throws when a store is unavailable: the message stays as it is
 */
export async function settleDeadMessage(
  deps: Pick<Deps, "accounts" | "deadMessages" | "inbox">,
  id: string,
  settling: Settling,
  write: Write,
): Promise<Settled> {
  const { accounts, deadMessages, inbox } = deps;
  const { viewer, key } = write;
  // Before anything is handled again: who is no administrator any more replays nothing.
  const refused = await accounts.mayChange(viewer.memberId, "admin", viewer);
  if (refused) return err(refused === "ended" ? "token_invalid" : "forbidden");
  const earlier = await replayed(deps, write);
  if (earlier) return earlier;
  const letter = await deadMessages.find(id);
  if (!letter) return err("not_found");
  // Perhaps by this very key, since it was looked for.
  if (letter.shown.settledAt !== null) {
    return (await replayed(deps, write)) ?? err("message_settled");
  }
  if (settling.how === "replayed") {
    if (letter.isOld) return err("message_settled");
    const outcome = await hearOrder(inbox, letter.body);
    if (outcome !== "handled" && outcome !== "ignored") return err("message_settled");
  }
  const settled = await deadMessages.settle(id, settling, write);
  switch (settled) {
    case "done":
      return present(deps, id);
    case "ended":
      return err("token_invalid");
    case "forbidden":
    case "missing":
      return err("forbidden");
    case "lost":
      return (key && (await replayed(deps, write))) ?? err("message_settled");
  }
}

/** The message that a key has settled; null when it settled none. */
async function replayed(deps: Pick<Deps, "deadMessages">, { key }: Write): Promise<Settled | null> {
  const before = await deps.deadMessages.recall(key);
  if (before === null) return null;
  if (!before.sameInput || before.messageId === null) return err("idempotency_key_reused");
  return present(deps, before.messageId);
}

async function present({ deadMessages }: Pick<Deps, "deadMessages">, id: string): Promise<Settled> {
  const letter = await deadMessages.find(id);
  return letter ? ok(letter.shown) : err("not_found");
}
