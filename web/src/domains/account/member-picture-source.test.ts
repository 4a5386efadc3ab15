import { describe, expect, test } from "vitest";
import { memberPictureSource } from "./member-picture-source.ts";

const CDN = "https://img.example";

describe("identity 32: a member's picture", () => {
  test("is asked of the image CDN", () => {
    const source = memberPictureSource("https://lh3.googleusercontent.com/a/x=s96-c", CDN);
    const { origin, searchParams } = new URL(source ?? "");
    expect([origin, searchParams.get("url")]).toEqual([
      ...[CDN, "https://lh3.googleusercontent.com/a/x=s96-c"],
    ]);
  });

  test.each([
    null,
    undefined,
    "javascript:alert(1)",
    "https://lh3.googleusercontent.com.evil.example/a",
  ])("identity 56.23: of %s there is none", (picture) => {
    expect(memberPictureSource(picture, CDN)).toBeNull();
  });
});
