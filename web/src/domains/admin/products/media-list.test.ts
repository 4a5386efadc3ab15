import { describe, expect, test } from "vitest";
import { mediaAfter } from "./media-list.ts";

const picture = (id: string) => ({
  id,
  alt: { ko: id, en: id },
  width: 4,
  height: 3,
  thumbhash: "AAAA",
});
const list = ["a", "b", "c"].map(picture);
const ids = (change: Parameters<typeof mediaAfter>[1]) =>
  mediaAfter(list, change)
    .map(({ id }) => id)
    .join("");

describe("a product's pictures", () => {
  test("a new one comes last, and one that is there moves there instead of standing twice", () => {
    expect(ids({ act: "add", picture: picture("d") })).toBe("abcd");
    expect(ids({ act: "add", picture: picture("a") })).toBe("bca");
  });
  test.each([
    ["earlier", "b", "bac"],
    ["earlier", "a", "abc"],
    ["later", "b", "acb"],
    ["later", "c", "abc"],
    ["remove", "b", "ac"],
    ["remove", "x", "abc"],
  ] as const)("%s %s gives %s", (act, id, after) => {
    expect(ids({ act, id })).toBe(after);
  });
  test("a text changes in its place", () => {
    const alt = { ko: "새", en: "new" };
    const after = mediaAfter(list, { act: "describe", id: "b", alt });
    expect(after.map(({ id }) => id).join("")).toBe("abc");
    expect(after[1]?.alt).toEqual(alt);
  });
});
