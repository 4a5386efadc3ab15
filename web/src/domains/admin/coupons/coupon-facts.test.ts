import { expect, test } from "vitest";
import { stateOf } from "./coupon-facts.ts";

const NOW = Date.parse("2026-11-30T12:00:00Z");
const EARLIER = "2026-11-30T11:00:00Z";
const LATER = "2026-11-30T13:00:00Z";

test.each([
  ["on", true, null, null],
  ["on", true, EARLIER, LATER],
  ["over", true, null, EARLIER],
  ["over", false, null, EARLIER],
  ["over", true, null, "2026-11-30T12:00:00Z"],
  ["notYet", true, LATER, null],
  ["off", false, LATER, null],
] as const)(
  "orders 7: a coupon is shown as %s: active %s, from %s to %s",
  (state, active, startsAt, endsAt) => {
    expect(stateOf({ active, startsAt, endsAt }, NOW)).toBe(state);
  },
);
