import { describe, expect, test } from "vitest";
import { type ListChange, listAfter, moveOf } from "./ordered-list.ts";

const item = (id: string, text = id) => ({ id, text });
const list = ["a", "b", "c"].map((id) => item(id));
const after = (change: ListChange<ReturnType<typeof item>>) =>
  listAfter(list, ({ id }) => id, change);
const ids = (change: ListChange<ReturnType<typeof item>>) =>
  after(change)
    .map(({ id }) => id)
    .join("");

describe("an ordered list", () => {
  test("takes a new item last, and one that is there moves there instead of standing twice", () => {
    expect(ids({ act: "add", item: item("d") })).toBe("abcd");
    expect(ids({ act: "add", item: item("a") })).toBe("bca");
  });
  test.each([
    ["first", "c", "cab"],
    ["earlier", "b", "bac"],
    ["earlier", "a", "abc"],
    ["later", "b", "acb"],
    ["later", "c", "abc"],
    ["remove", "b", "ac"],
    ["remove", "x", "abc"],
  ] as const)("%s %s gives %s", (act, key, then) => {
    expect(ids({ act, key })).toBe(then);
  });
  test("an item changes in its place, and one that is not there does not come in", () => {
    expect(after({ act: "replace", item: item("b", "new") })[1]).toEqual(item("b", "new"));
    expect(ids({ act: "replace", item: item("x") })).toBe("abc");
  });
  test.each([
    ["later", "later"],
    ["remove-value", "remove"],
    ["removed", null],
    ["save", null],
  ])("the button %s means %s", (act, move) => {
    expect(moveOf(act)).toBe(move);
  });
});
