import { describe, expect, test } from "vitest";
import type { PostedForm } from "./form-request.ts";
import { keyOf, pageOf, versionOf } from "./form-values.ts";

const form = (fields: Record<string, string>): PostedForm => ({
  lang: "en",
  text: (name) => fields[name] ?? "",
  all: () => [],
  file: null,
});

describe("the page a form says it stands on", () => {
  test.each(["/account", "/account/addresses/adr_1", "/admin/members?q=a%20b&page=2"])(
    "%s is one",
    (page) => {
      expect(pageOf(form({ page }), "/account")).toBe(page);
    },
  );

  test.each([
    "",
    "/",
    "/cart",
    "/products/mug",
    "/accounting",
    "/account/../cart",
    "/account//evil.example",
    "//evil.example/account",
    "https://evil.example/account",
    "/account#part",
    "/account/a b",
    "/admin\\evil",
  ])("%s is none: the form goes back to its own", (page) => {
    expect(pageOf(form({ page }), "/account/profile")).toBe("/account/profile");
  });
});

describe("what else a form carries", () => {
  test("a version is a whole number from 1; all else is the first", () => {
    const versions = ["7", "1", "0", "-3", "1.5", "x", "", "9007199254740993"];
    expect(versions.map((version) => versionOf(form({ version })))).toEqual([
      7, 1, 1, 1, 1, 1, 1, 1,
    ]);
  });

  test("a key is a UUID or is not sent", () => {
    const key = "0b6c1b2e-7f7e-4a53-9f2f-5d1f3f0d8a11";
    expect([keyOf(form({ key })), keyOf(form({ key: `${key};a` })), keyOf(form({}))]).toEqual([
      key,
      undefined,
      undefined,
    ]);
  });
});
