/** What a cancellation costs. Pure, in integers. @see specs/ticketing.md 50 */

/** Fees by calendar days that are left, in the event's zone. */
export interface FeePolicy {
  /** From the most days down; below the last `daysLeft` nothing is given back. */
  steps: readonly { daysLeft: number; percent: number }[];
  /** Hours after buying in which cancelling is free, where at least `graceDaysLeft` days are left. */
  graceHours: number;
  graceDaysLeft: number;
}

/** Korea's consumer dispute standard for performances: an event may only be kinder. */
export const STANDARD_POLICY: FeePolicy = {
  steps: [
    { daysLeft: 10, percent: 0 },
    { daysLeft: 7, percent: 10 },
    { daysLeft: 3, percent: 20 },
    { daysLeft: 1, percent: 30 },
    { daysLeft: 0, percent: 90 },
  ],
  graceHours: 24,
  graceDaysLeft: 3,
};

/** Beyond any event that is on sale. */
const DAYS_MAX = 1_000;

/** Gives the percentage that is kept. @param daysLeft whole days of the calendar, 0 on the day itself */
export function percentOf(policy: FeePolicy, daysLeft: number, hoursSincePurchase: number): number {
  if (hoursSincePurchase < policy.graceHours && daysLeft >= policy.graceDaysLeft) return 0;
  return policy.steps.find((step) => daysLeft >= step.daysLeft)?.percent ?? 100;
}

/** Gives the fee of one ticket in minor units, half a unit upwards. */
export function feeOf(priceMinor: number, percent: number): number {
  return Number((BigInt(priceMinor) * BigInt(percent) + 50n) / 100n);
}

/** Tells whether no member is worse off by a policy than by the standard, on any day. */
export function isLawful(policy: FeePolicy): boolean {
  const days = policy.steps.map(({ daysLeft }) => daysLeft);
  const isOrdered = days.every((each, n) => n === 0 || each < (days[n - 1] ?? 0));
  const isKind = (hours: number) =>
    Array.from({ length: DAYS_MAX + 1 }, (_, daysLeft) => daysLeft).every(
      (daysLeft) =>
        percentOf(policy, daysLeft, hours) <= percentOf(STANDARD_POLICY, daysLeft, hours),
    );
  const isPercent = policy.steps.every(
    ({ percent }) => Number.isInteger(percent) && percent >= 0 && percent <= 100,
  );
  return (
    isOrdered &&
    isPercent &&
    isKind(0) &&
    isKind(STANDARD_POLICY.graceHours - 1) &&
    isKind(Number.MAX_SAFE_INTEGER)
  );
}
