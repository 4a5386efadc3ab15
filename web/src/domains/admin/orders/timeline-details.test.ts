import { describe, expect, test } from "vitest";
import { messagesOf } from "#messages/messages.ts";
import { timelineDetails } from "./timeline-details.ts";

const texts = messagesOf("en").admin.timeline.details;
const said = (data: Parameters<typeof timelineDetails>[0]) =>
  timelineDetails(data, { lang: "en", currency: "KRW", texts });

describe("orders 43: the details of the timeline are in words", () => {
  test("amounts are money, and what is not so is left out", () => {
    const data = { cardMinor: 30_000, byHand: false, refusals: 0, refusal: null, note: "" };
    expect(said(data)).toBe("Card or cash: ₩30,000");
    expect(said({ byHand: true, refusals: 2 })).toBe("By hand · Refusals: 2");
  });
  test("times are in the zone of the row", () => {
    const shown = said({ sentAt: "2026-11-30T15:30:00.123456+00:00" });
    expect(shown).toContain("1 Dec 2026");
    expect(shown).toContain("00:30:00");
  });
  test("a name without a word is written in words", () => {
    expect(said({ somethingNewMinor: 5 })).toBe("something new: ₩5");
  });
});
