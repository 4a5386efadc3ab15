/** The machine of a delivery: what follows from a provider's answer. Pure; the database refuses every other move. @see specs/notifications.md 13–15 */
import { type Category, MAY_COME_TWICE } from "./categories.ts";

/** States of a delivery. */
export const DELIVERY_STATES = ["due", "sending", "sent", "skipped", "unknown", "dead"] as const;
/** A state of a delivery. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Every move there is; `sending → sending` is a second claim after a lease that ran out. */
export const DELIVERY_MOVES: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  due: ["sending", "skipped"],
  sending: ["sending", "sent", "due", "skipped", "unknown", "dead"],
  sent: [],
  skipped: [],
  unknown: ["due"],
  dead: ["due"],
};

/** What a provider did with a message. Codes are ours: a provider's sentence is never kept. */
export type SendOutcome =
  | { kind: "sent"; providerId: string | null }
  /** Not taken, and it may be later. */
  | { kind: "transient"; why: string; retryAfterSeconds?: number }
  /** Will never be taken. */
  | { kind: "permanent"; why: string }
  /** Not the message's fault: nothing can be sent until someone mends it, or the day is over. */
  | { kind: "stopped"; why: string }
  /** No answer: taken or not. */
  | { kind: "lost"; why: string };

/** What decides besides the outcome. */
export interface SendFacts {
  category: Category;
  /** Which claim this was, from 1. */
  attempt: number;
  /** Outcomes of this delivery so far that are not known. */
  lost: number;
  /** The provider knows a key that came before. */
  hasKeys: boolean;
  /** 0 to below 1: spreads retries. */
  chance: number;
}

/** What is written. `stops`: the channel rests, for so many seconds. */
export interface Settlement {
  state: DeliveryState;
  reason: string | null;
  /** Of `due`: when it is tried again. */
  waitSeconds: number;
  providerId: string | null;
  isLost: boolean;
  /** The try is not counted: the message had no part in it. */
  isFree: boolean;
  stops: { reason: string; seconds: number } | null;
}

/** Seconds between tries; the last repeats while the message is useful. */
const WAITS_SECONDS = [30, 120, 600, 3_600, 14_400, 21_600] as const;
/** How much a wait is longer or shorter than that. */
const SPREAD = 0.2;
/** How long a channel rests before one message asks again. */
export const REST_SECONDS = 60;

const PLAIN = { waitSeconds: 0, providerId: null, isLost: false, isFree: false, stops: null };

/**
 * How long after its claim a message may still be handed to the provider. What comes later is given back: the lease is over
 * soon, and another claimer would send it too, or night has come, or its member has refused it since.
 */
export const HAND_OVER_MS = 45_000;

/** What becomes of a delivery that its claimer came to too late: it is due again, as if it had not been claimed. */
export const GIVEN_BACK: Settlement = {
  ...PLAIN,
  state: "due",
  reason: "given_back",
  isFree: true,
};

/** Decides what becomes of a delivery. */
export function afterSend(outcome: SendOutcome, facts: SendFacts): Settlement {
  switch (outcome.kind) {
    case "sent":
      return { ...PLAIN, state: "sent", reason: null, providerId: outcome.providerId };
    case "permanent":
      return { ...PLAIN, state: "dead", reason: outcome.why };
    case "transient": {
      const waitSeconds = outcome.retryAfterSeconds ?? waitOf(facts);
      return { ...PLAIN, state: "due", reason: outcome.why, waitSeconds };
    }
    case "stopped": {
      const stops = { reason: outcome.why, seconds: REST_SECONDS };
      const waitSeconds = REST_SECONDS;
      return { ...PLAIN, state: "due", reason: outcome.why, waitSeconds, isFree: true, stops };
    }
    case "lost": {
      const isLost = true;
      if (!mayRepeat(facts)) return { ...PLAIN, state: "unknown", reason: outcome.why, isLost };
      return { ...PLAIN, state: "due", reason: outcome.why, waitSeconds: waitOf(facts), isLost };
    }
  }
}

/** With a key the provider drops the copy; without one at most two copies ever leave, and of some categories one. */
function mayRepeat({ hasKeys, category, lost }: SendFacts): boolean {
  return hasKeys || (MAY_COME_TWICE.has(category) && lost === 0);
}

function waitOf({ attempt, chance }: SendFacts): number {
  const nth = Math.min(Math.max(attempt, 1), WAITS_SECONDS.length) - 1;
  const seconds = WAITS_SECONDS[nth] ?? WAITS_SECONDS[0];
  return Math.round(seconds * (1 - SPREAD + 2 * SPREAD * chance));
}
