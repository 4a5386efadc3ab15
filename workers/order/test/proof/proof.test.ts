/** The purchase under every fault at once, and planted errors which the same search must find. */
import { describe, expect, test } from "vitest";
import { campaign } from "./campaign.ts";
import { PLANTED } from "./planted.ts";

const isFull = process.env.EDGEMART_FULL === "1";
const SCHEDULES = isFull ? 100_000 : 10_000;
const SEED = 20_261_130;
/** Planted errors are found within so many schedules. */
const PLANTED_MAX = 10_000;

/** Answers that a search must have met: one that meets nothing proves nothing. */
const MET = [
  "place PENDING",
  "place stock_insufficient",
  "place coupon_used_up",
  "pay PAYING",
  "pay PAID",
  "pay payment_in_progress",
  "pay points_insufficient",
  "pay stock_insufficient",
  "verify PAID",
  "verify AWAITING_DEPOSIT",
  "verify 202",
  "verify payment_declined",
  "verify payment_expired",
  "cancel CANCELLED true",
  "cancel PAID true",
  "cancel AWAITING_DEPOSIT false",
  "cancel refund_account_required",
  "account given",
  "hear handled",
  "hear ignored",
  "pack true",
  "parcel SHIPPED true",
  "parcel DELIVERED true",
  "parcel VOID true",
  "return asked",
  "return return_window_closed",
  "APPROVED true",
  "REJECTED true",
  "withdraw done",
  "receive true",
  "receive false",
  "received true",
  "received order_state_conflict",
  "goodwill true",
  "goodwill refund_exceeds_balance",
  "goodwill refund_account_required",
  "clear true",
  "drive true",
  "by hand moved",
  "again requested",
];

describe("orders 58, 60, payments 44, proof: no schedule of faults breaks a law", () => {
  test(`${SCHEDULES} schedules with lost, late and repeated messages, crashes at effects, ended leases, gateways that fail before and after: 0 violations`, async () => {
    const found = await campaign(SEED, SCHEDULES);
    expect(found.broken.map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
    expect(MET.filter((answer) => !found.answers.has(answer))).toEqual([]);
    expect(found.crashes).toBeGreaterThan(SCHEDULES / 2);
    expect(found.messages).toBeGreaterThan(SCHEDULES / 2);
  });
});

describe("orders 61: the search finds what it is there to find", () => {
  test.each(PLANTED)("$name", async ({ says, ...planted }) => {
    const found = await campaign(SEED, PLANTED_MAX, planted, says);
    expect(found.broken.flatMap(({ violations }) => violations).join("\n")).toMatch(says);
  });
});
