/** Sends the text messages that are due: claims them, asks order for the numbers at once, counts each, and hands it to the provider. @see specs/notifications.md 35, 36 */
import type { CallContext } from "@edgemart/contracts/call";
import type { OrderMail } from "@edgemart/contracts/order-contact";
import {
  afterSend,
  GIVEN_BACK,
  HAND_OVER_MS,
  type SendOutcome,
  type Settlement,
} from "../core/delivery.ts";
import { maskedNumber, mobileNumberOf } from "../core/mobile-number.ts";
import { recipientOf } from "../core/targets.ts";
import { textOf } from "../core/text-message.ts";
import type { Claimed } from "../ports/deliveries.ts";
import type { Deps } from "../ports/deps.ts";
import { askRecipients } from "./ask-recipients.ts";
import { AT_ONCE, CLAIM_MAX, type Sent } from "./send-due.ts";

/** Sends one claim's worth. @param ids only these; null for whatever is due */
export async function sendTexts(
  deps: Deps,
  ids: readonly string[] | null,
  call: CallContext,
): Promise<Sent> {
  const untilMs = deps.now() + HAND_OVER_MS;
  const claimed = await deps.texts.claim({ ids, limit: CLAIM_MAX, hasKeys: deps.sms.hasKeys });
  if (claimed.length === 0) return { claimed: 0, sent: 0 };
  const asked = claimed.map(({ target }) => ({ target, data: null }));
  const { orders } = await askRecipients(deps, asked, call);
  const waiting = [...claimed];
  let sent = 0;
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (await alone(deps, next, { orders, untilMs })) sent += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { claimed: claimed.length, sent };
}

/** What is known of a claim: orders that were asked for, null where order does not answer; until when it may be handed over. */
interface Known {
  orders: ReadonlyMap<string, OrderMail> | null;
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

async function sendOne(deps: Deps, claimed: Claimed, { orders, untilMs }: Known): Promise<boolean> {
  const { id, target, template, category, attempt, lost } = claimed;
  // Planned while texts were sent.
  if (deps.sms.isOff) return skip(deps, claimed, "no_sender");
  const after = (outcome: SendOutcome) =>
    afterSend(outcome, {
      category,
      attempt,
      lost,
      hasKeys: deps.sms.hasKeys,
      chance: deps.chance(),
    });
  if (orders === null) {
    return settle(deps, claimed, after({ kind: "transient", why: "owner_unavailable" }), null);
  }
  const recipient = recipientOf(target);
  const found = "order" in recipient ? orders.get(recipient.order) : undefined;
  const written = found?.order.shippingAddress.phone ?? found?.order.contact.phone;
  if (!found) return skip(deps, claimed, "recipient_gone");
  if (!written) return skip(deps, claimed, "no_number");
  const to = mobileNumberOf(written);
  if (to === null) return skip(deps, claimed, "number_refused");
  const said = textOf(template, found.order, found.locale);
  if (said === null) return skip(deps, claimed, "untrue");
  if (deps.now() > untilMs) return settle(deps, claimed, GIVEN_BACK, to);
  const digest = await deps.digestNumber(to);
  const admitted = await deps.texts.admit(claimed, digest, deps.settings.smsDailyMax);
  if (admitted === "overtaken") return false;
  if (admitted === "number_full") return skip(deps, claimed, "number_limit");
  const outcome: SendOutcome =
    admitted === "day_full"
      ? { kind: "stopped", why: "daily_limit" }
      : await deps.sms.send({ to, ...said, key: id });
  return settle(deps, claimed, after(outcome), to);
}

async function skip(deps: Deps, claimed: Claimed, reason: string): Promise<false> {
  await deps.deliveries.skip(claimed, reason);
  note(deps, claimed, "skipped", reason, null);
  return false;
}

async function settle(
  deps: Deps,
  claimed: Claimed,
  settlement: Settlement,
  to: string | null,
): Promise<boolean> {
  const way = { provider: deps.sms.name, addressDigest: null };
  const isOurs = await deps.deliveries.settle(claimed, settlement, way);
  note(deps, claimed, isOurs ? settlement.state : "overtaken", settlement.reason, to);
  return isOurs && settlement.state === "sent";
}

function note(
  deps: Deps,
  { id, template }: Claimed,
  outcome: string,
  reason: string | null,
  to: string | null,
): void {
  const level = outcome === "dead" || outcome === "unknown" ? "error" : "info";
  const number = to === null ? null : maskedNumber(to);
  deps.note(level, "text_settled", { delivery: id, template, outcome, reason, number });
}
