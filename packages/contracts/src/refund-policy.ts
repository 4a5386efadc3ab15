/** What a cancelled ticket costs: Korea's standard as the floor, and what an event may offer instead. Pure, in integers. @see specs/ticketing.md 50 */
import { z } from "zod";

/** Fees by calendar days that are left, in the event's zone, and what a cancellation by the organiser adds. */
export const RefundPolicy = z.strictObject({
  /** From the most days down; below the last `daysLeft` nothing is given back. */
  steps: z
    .array(
      z.strictObject({
        daysLeft: z.int().min(0).max(1_000),
        percent: z.int().min(0).max(100),
      }),
    )
    .min(1)
    .max(20),
  /** Hours after buying in which cancelling is free, where at least `graceDaysLeft` days are left. */
  graceHours: z.int().min(0).max(8_760),
  graceDaysLeft: z.int().min(0).max(1_000),
  /** What is granted on top when the organiser cancels, of the price, as points. */
  compensationPercent: z.int().min(0).max(100).default(10),
});
/** A parsed `RefundPolicy`. */
export type RefundPolicy = z.infer<typeof RefundPolicy>;

/** Korea's consumer dispute standard for performances: an event may only be kinder. */
export const STANDARD_POLICY: RefundPolicy = {
  steps: [
    { daysLeft: 10, percent: 0 },
    { daysLeft: 7, percent: 10 },
    { daysLeft: 3, percent: 20 },
    { daysLeft: 1, percent: 30 },
    { daysLeft: 0, percent: 90 },
  ],
  graceHours: 24,
  graceDaysLeft: 3,
  compensationPercent: 10,
};

/** Beyond any event that is on sale. */
const DAYS_MAX = 1_000;

/** Gives the percentage that is kept. @param daysLeft whole days of the calendar, 0 on the day itself */
export function percentOf(
  policy: RefundPolicy,
  daysLeft: number,
  hoursSincePurchase: number,
): number {
  if (hoursSincePurchase < policy.graceHours && daysLeft >= policy.graceDaysLeft) return 0;
  return policy.steps.find((step) => daysLeft >= step.daysLeft)?.percent ?? 100;
}

/** Gives the fee of one ticket in minor units, half a unit upwards. */
export function feeOf(priceMinor: number, percent: number): number {
  return Number((BigInt(priceMinor) * BigInt(percent) + 50n) / 100n);
}

/** Tells whether no member is worse off by a policy than by the standard, on any day. */
export function isLawful(policy: RefundPolicy): boolean {
  const days = policy.steps.map(({ daysLeft }) => daysLeft);
  const isOrdered = days.every((each, n) => n === 0 || each < (days[n - 1] ?? 0));
  return RefundPolicy.safeParse(policy).success && isOrdered && isAsKind(policy, STANDARD_POLICY);
}

/** Tells whether no member is worse off by one policy than by another, on any day and however soon after buying. */
export function isAsKind(policy: RefundPolicy, other: RefundPolicy): boolean {
  const hours = [policy, other].flatMap(({ graceHours }) => [
    Math.max(0, graceHours - 1),
    graceHours,
  ]);
  const days = Array.from({ length: DAYS_MAX + 1 }, (_, daysLeft) => daysLeft);
  return (
    policy.compensationPercent >= Math.min(other.compensationPercent, 10) &&
    [0, ...hours].every((each) =>
      days.every((left) => percentOf(policy, left, each) <= percentOf(other, left, each)),
    )
  );
}
