import { describe, expect, test } from "vitest";
import { messagesOf } from "#messages/messages.ts";
import { nameOf, timelineWord } from "./timeline-word.ts";

const texts = messagesOf("en").admin.timeline;
type Source = Parameters<typeof timelineWord>[0]["source"];
const word = (source: Source, name: string, data = {}) =>
  timelineWord({ source, name, data }, texts);

describe("orders 43: the words of the timeline", () => {
  test("one name means what it does where it was written", () => {
    expect(word("order", "cancelled")).not.toBe(word("message", "order.cancelled"));
    expect(word("message", "order.cancelled")).not.toBe(word("administration", "order.cancelled"));
  });
  test("a call of the gateway says how it ended", () => {
    const ended = [{ httpStatus: 200 }, { httpStatus: 500 }, { httpStatus: null }, {}];
    const words = ended.map((data) => word("gateway_call", "confirm", data));
    expect(new Set(words).size).toBe(3);
    expect(words[2]).toBe(words[3]);
  });
  test("a refund is begun again only for the second time", () => {
    const of = (number: number, name: string, changeId: string) =>
      ({ source: "order", name, number, data: { changeId } }) as const;
    const items = [
      of(1, "change_refunding", "a"),
      of(2, "change_refunding", "b"),
      of(3, "change_failed", "a"),
      of(4, "change_refunding", "a"),
    ];
    const words = items.map((entry) => word("order", nameOf(entry, items)));
    expect(words).toEqual(["Refund begun", "Refund begun", "Refund failed", "Refund begun again"]);
  });
  test("a name without a word is shown as it is", () => {
    expect(word("payment", "something_new")).toBe("something_new");
  });
});
