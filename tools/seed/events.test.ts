/** The demo season: events in every state, and a plan that the Worker takes. */
import { EventSlug } from "@edgemart/contracts/event";
import { LayoutInput } from "@edgemart/contracts/seats-administration";
import { expect, test } from "vitest";
import { layoutMisfit, seatCount } from "../../workers/reservation/src/core/seat-plan.ts";
import { events } from "./events.ts";
import { plan } from "./plans.ts";

test("slugs are good and of one event each; there is a draft, a cancelled and a postponed one, and one with a waiting room", () => {
  const slugs = events.map(({ slug }) => EventSlug.parse(slug));
  expect(new Set(slugs).size).toBe(events.length);
  const kinds = new Set(events.map(({ hasRoom, is }) => (hasRoom ? "room" : (is ?? "plain"))));
  expect([...kinds].sort()).toEqual(["cancelled", "draft", "plain", "postponed", "room"]);
});

test("the plan is one that staff could write", () => {
  expect(LayoutInput.parse(plan)).toEqual(plan);
  expect(layoutMisfit(plan)).toBeNull();
  expect(plan.sections.reduce((sum, section) => sum + seatCount(section), 0)).toBe(980);
});
