import { expect, test } from "vitest";
import { originalKey, picturePath } from "./images.ts";

const ID = "ab".repeat(32);

test("equal pictures have one address, however their size is spelt", () => {
  const path = `/i/w=320,h=200,fit=cover,f=webp,q=80,bg=ffffff/${ID}`;
  const size = { bg: "ffffff", q: 80, f: "webp", fit: "cover", h: 200, w: 320 } as const;
  expect(picturePath(ID, size)).toBe(path);
});

test("what a size does not say is not in the address", () => {
  expect(picturePath(ID, { w: 320, fit: "cover", h: undefined })).toBe(`/i/w=320,fit=cover/${ID}`);
});

test("an original is kept under its id", () => expect(originalKey(ID)).toBe(`o/${ID}`));
