/** What may be changed of an event, and what a move brings. Pure. @see specs/ticketing.md 12, 13 */
import type { EventPatch } from "@edgemart/contracts/event-administration";
import { isAsKind, isLawful } from "@edgemart/contracts/refund-policy";
import type { Failure } from "@edgemart/contracts/result";
import type { EventRow } from "./rows.ts";

const DAY_MS = 86_400_000;
/** Cancelling is free for so long after a move. */
const FREE_MS = 7 * DAY_MS;

/** Tells why a change does not fit an event as it is now; null when it does. @param now epoch milliseconds */
export function misfitOf(
  row: EventRow,
  patch: EventPatch,
  now: number,
): Failure<"validation_failed" | "policy_unlawful"> | null {
  if (patch.policy && !isLawful(patch.policy)) return unlawful("is harder than the law allows");
  if (row.cancelled_at !== null) return wrong("", "the event was cancelled");
  if (!hasOpened(row, now)) return null;
  const times = ["times", "timeZone", "fold"] as const;
  const moved = times.find((field) => patch[field] !== undefined);
  if (moved) return wrong(moved, "of an event whose sale has opened is moved, not edited");
  if (patch.policy && !isAsKind(patch.policy, row.policy))
    return unlawful("may only get kinder once the sale has opened");
  return null;
}

/** Whether its sale has opened: people have bought by these times and terms. */
function hasOpened(row: EventRow, now: number): boolean {
  return row.published_at !== null && now >= Date.parse(row.sale_opens_at);
}

/** Until when every holder may cancel free after a move: a week from its notice, or the new start if that is sooner. */
export function refundFreeUntil(startsAt: string | null, now: number): string | null {
  // Postponed: for as long as the new date is not known.
  if (startsAt === null) return null;
  return new Date(Math.min(now + FREE_MS, Date.parse(startsAt))).toISOString();
}

/** Tells whether an event can still be moved or cancelled: it is announced, not cancelled, and not over. */
export function isAlive(row: EventRow, now: number): boolean {
  const isOver = row.postponed_at === null && now >= Date.parse(row.ends_at);
  return row.published_at !== null && row.cancelled_at === null && !isOver;
}

function wrong(path: string, message: string): Failure<"validation_failed"> {
  return { code: "validation_failed", errors: [{ path, code: "custom", message }] };
}

function unlawful(message: string): Failure<"policy_unlawful"> {
  return { code: "policy_unlawful", errors: [{ path: "policy", code: "custom", message }] };
}
