import { describe, expect, test } from "vitest";
import { messagesOf } from "#messages/messages.ts";
import { timelineWord } from "./timeline-word.ts";

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
  test("a name without a word is shown as it is", () => {
    expect(word("payment", "something_new")).toBe("something_new");
  });
});
