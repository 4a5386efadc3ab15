/** When an event sells seats, at the edges. */
import { expect, test } from "vitest";
import { saleRefusal } from "./sale-refusal.ts";

const [OPENS, CLOSES] = ["2027-01-01T10:00:00.000Z", "2027-01-02T10:00:00.000Z"];
const facts = { state: "ON_SALE", saleOpensAt: OPENS, saleClosesAt: CLOSES } as const;

test.each([
  ["a millisecond early", facts, Date.parse(OPENS) - 1, "sale_not_open"],
  [
    "at its opening, whatever an older state says",
    { ...facts, state: "SCHEDULED" as const },
    Date.parse(OPENS),
    null,
  ],
  ["in its last millisecond", facts, Date.parse(CLOSES) - 1, null],
  ["at its close, whatever an older state says", facts, Date.parse(CLOSES), "sale_closed"],
  ["cancelled", { ...facts, state: "CANCELLED" as const }, Date.parse(OPENS), "sale_closed"],
  ["postponed", { ...facts, state: "POSTPONED" as const }, Date.parse(OPENS), "sale_closed"],
  ["a draft", { ...facts, state: "DRAFT" as const }, Date.parse(OPENS), "sale_not_open"],
])("ticketing 2, 26: %s", (_, given, now, refusal) => {
  expect(saleRefusal(given, now)).toBe(refusal);
});
