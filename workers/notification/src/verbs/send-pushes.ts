/** Sends what is due to members' browsers: claims it, asks for the members' languages at once, and hands it to the push services. @see specs/notifications.md 33 */
import type { CallContext } from "@edgemart/contracts/call";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import { afterSend, GIVEN_BACK, HAND_OVER_MS, type Settlement } from "../core/delivery.ts";
import { isUnlabelled, pushOf, pushTermsOf } from "../core/push-message.ts";
import type { Deps } from "../ports/deps.ts";
import type { PushOutcome } from "../ports/push-sender.ts";
import type { ClaimedPush } from "../ports/pushes.ts";
import { askRecipients } from "./ask-recipients.ts";
import { AT_ONCE, CLAIM_MAX, type Sent } from "./send-due.ts";

/** Sends one claim's worth. @param ids only these; null for whatever is due */
export async function sendPushes(
  deps: Deps,
  ids: readonly string[] | null,
  call: CallContext,
): Promise<Sent> {
  const untilMs = deps.now() + HAND_OVER_MS;
  const claimed = await deps.pushes.claim(ids, CLAIM_MAX);
  if (claimed.length === 0) return { claimed: 0, sent: 0 };
  const asked = claimed.map(({ memberId }) => ({ target: `member:${memberId}`, data: null }));
  const { members } = await askRecipients(deps, asked, call);
  const waiting = [...claimed];
  let sent = 0;
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (await alone(deps, next, { members, untilMs })) sent += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { claimed: claimed.length, sent };
}

/** What is known of a claim. */
interface Known {
  members: ReadonlyMap<string, MemberContact> | null;
  /** Until when its messages may be handed over. */
  untilMs: number;
}

/** Keeps the failure of one from ending the others: its lease runs out, and it is claimed again. */
async function alone(deps: Deps, claimed: ClaimedPush, known: Known): Promise<boolean> {
  try {
    return await sendOne(deps, claimed, known);
  } catch (thrown) {
    deps.noteFailure("delivery_failed", claimed.id, thrown);
    return false;
  }
}

async function sendOne(
  deps: Deps,
  claimed: ClaimedPush,
  { members, untilMs }: Known,
): Promise<boolean> {
  if (members === null) {
    const outcome = { kind: "transient", why: "owner_unavailable" } as const;
    return settle(deps, claimed, outcome, "unasked");
  }
  const member = members.get(claimed.memberId);
  if (!member) return skip(deps, claimed, "recipient_gone", "unasked");
  const { id, category, template, data, occurredAt, noticeId, aggregateId, secondsLeft } = claimed;
  const row = { id, category, template, data, createdAt: occurredAt, readAt: null };
  const { sender } = deps.settings;
  const payload = pushOf(row, noticeId ?? id, { locale: member.locale, sender });
  if (payload === null) return skip(deps, claimed, "untrue", "unasked");
  if (isUnlabelled(category, payload)) {
    return settle(deps, claimed, { kind: "permanent", why: "label_missing" }, "unasked");
  }
  // Night may have come since the claim, or a refusal.
  if (deps.now() > untilMs) return write(deps, claimed, GIVEN_BACK, "unasked");
  const terms = pushTermsOf(category, secondsLeft);
  const outcome = await deps.push.send({
    ...{ target: claimed.to, payload, topic: aggregateId, ...terms },
  });
  if (outcome.kind === "gone") return skip(deps, claimed, "recipient_gone", "gone");
  if (outcome.kind === "denied") {
    return settle(deps, claimed, { kind: "transient", why: "push_denied" }, "denied");
  }
  return settle(deps, claimed, outcome, outcome.kind === "sent" ? "ok" : "failed");
}

type Browser = Parameters<Deps["pushes"]["settle"]>[2];

function settle(
  deps: Deps,
  claimed: ClaimedPush,
  outcome: Exclude<PushOutcome, { kind: "gone" | "denied" }>,
  browser: Browser,
): Promise<boolean> {
  const { category, attempt, lost } = claimed;
  // A copy replaces the first by its tag, so that one more does no harm; of advertising there is none.
  const hasKeys = category !== "marketing";
  const facts = { category, attempt, lost, hasKeys, chance: deps.chance() };
  return write(deps, claimed, afterSend(outcome, facts), browser);
}

function skip(deps: Deps, claimed: ClaimedPush, reason: string, browser: Browser) {
  const ended = { waitSeconds: 0, providerId: null, isLost: false, isFree: false, stops: null };
  return write(deps, claimed, { ...ended, state: "skipped", reason }, browser);
}

async function write(
  deps: Deps,
  claimed: ClaimedPush,
  settlement: Settlement,
  browser: Browser,
): Promise<boolean> {
  const isOurs = await deps.pushes.settle(claimed, settlement, browser);
  const { state, reason } = settlement;
  const outcome = isOurs ? state : "overtaken";
  const level = outcome === "dead" ? "error" : "info";
  const { id: delivery, template } = claimed;
  deps.note(level, "push_settled", { delivery, template, outcome, reason });
  return isOurs && state === "sent";
}
