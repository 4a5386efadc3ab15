/** Sends what is due: claims it, asks for the recipients in one question each, makes the messages and sends them. @see specs/notifications.md 10, 13 */
import type { CallContext } from "@edgemart/contracts/call";
import type { Recipients } from "../core/addressee.ts";
import { afterSend, GIVEN_BACK, HAND_OVER_MS, type Settlement } from "../core/delivery.ts";
import type { Claimed } from "../ports/deliveries.ts";
import type { Deps } from "../ports/deps.ts";
import { askRecipients } from "./ask-recipients.ts";
import { type Addresses, lookUpAddresses } from "./look-up-addresses.ts";
import { makeEmail } from "./make-email.ts";

/** Rows of one claim. */
export const CLAIM_MAX = 50;
/** A Worker has six connections out. */
export const AT_ONCE = 6;

/** What a round did. */
export interface Sent {
  claimed: number;
  sent: number;
}

/** Sends one claim's worth. @param ids only these; null for whatever is due */
export async function sendDue(
  deps: Deps,
  ids: readonly string[] | null,
  call: CallContext,
): Promise<Sent> {
  const untilMs = deps.now() + HAND_OVER_MS;
  const claimed = await deps.deliveries.claim({
    ids,
    limit: CLAIM_MAX,
    hasKeys: deps.email.hasKeys,
    dailyMax: deps.settings.emailDailyMax,
  });
  if (claimed.length === 0) return { claimed: 0, sent: 0 };
  const recipients = await askRecipients(deps, claimed, call);
  const addresses = await lookUpAddresses(deps, claimed, recipients);
  const waiting = [...claimed];
  let sent = 0;
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (await alone(deps, next, { recipients, addresses, untilMs })) sent += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { claimed: claimed.length, sent };
}

/** What is known of a claim. */
interface Known {
  recipients: Recipients;
  addresses: Addresses;
  /** Until when its messages may be handed over. */
  untilMs: number;
}

/** Keeps the failure of one from ending the others: its lease runs out, and it is claimed again. */
async function alone(deps: Deps, claimed: Claimed, known: Known): Promise<boolean> {
  try {
    return await sendOne(deps, claimed, known);
  } catch (thrown) {
    deps.noteFailure("delivery_failed", claimed.id, thrown);
    return false;
  }
}

async function sendOne(
  deps: Deps,
  claimed: Claimed,
  { recipients, addresses, untilMs }: Known,
): Promise<boolean> {
  const skip = async (why: string) => {
    await deps.deliveries.skip(claimed, why);
    note(deps, claimed, "skipped", why);
    return false;
  };
  if (deps.email.isOff) return skip("no_sender");
  if (addresses.isHeld(claimed)) return skip("suppressed");
  const made = await makeEmail(deps, claimed, recipients);
  if (made.kind === "none") return skip(made.why);
  const addressDigest = addresses.digestOf(claimed.id);
  // A slow provider holds up those behind it, so that the claim of the last ones may be old.
  if (deps.now() > untilMs) return settle(deps, claimed, GIVEN_BACK, addressDigest);
  const outcome = made.kind === "message" ? await deps.email.send(made.message) : made.outcome;
  const { category, attempt, lost } = claimed;
  const facts = { category, attempt, lost, hasKeys: deps.email.hasKeys, chance: deps.chance() };
  return settle(deps, claimed, afterSend(outcome, facts), addressDigest);
}

async function settle(
  deps: Deps,
  claimed: Claimed,
  settlement: Settlement,
  addressDigest: string | null,
): Promise<boolean> {
  const isOurs = await deps.deliveries.settle(claimed, settlement, {
    provider: deps.email.name,
    addressDigest,
  });
  note(deps, claimed, isOurs ? settlement.state : "overtaken", settlement.reason);
  return isOurs && settlement.state === "sent";
}

function note(deps: Deps, { id, template }: Claimed, outcome: string, reason: string | null): void {
  const level = outcome === "dead" || outcome === "unknown" ? "error" : "info";
  deps.note(level, "delivery_settled", { delivery: id, template, outcome, reason });
}
