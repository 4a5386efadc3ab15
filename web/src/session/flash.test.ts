import { describe, expect, test } from "vitest";
import { type Flash, flashCookie, readFlash } from "./flash.ts";

const NAME = "__Host-Http-flash";
const flash: Flash = {
  form: "login",
  code: "invalid_credentials",
  fields: {},
  typed: { email: "mina@example.com", name: "민아", remember: "on" },
  retryAfterSeconds: null,
};
const header = (cookie: string) => cookie.split(";")[0] ?? "";

describe("a refused form's message", () => {
  test("comes back as it was, Korean included", () => {
    expect(readFlash(header(flashCookie(NAME, flash)), NAME, "login")).toEqual(flash);
  });
  test("is hidden from scripts and dies within a minute", () => {
    expect(flashCookie(NAME, flash)).toMatch(/Max-Age=60; Secure; HttpOnly/);
  });
  test("is for one form only", () => {
    expect(readFlash(header(flashCookie(NAME, flash)), NAME, "register")).toBeNull();
  });
  test.each(["", "!!!", "bm90IGpzb24", "eyJmb3JtIjoieCJ9"])(
    "is nothing when malformed: %j",
    (value) => {
      expect(readFlash(`${NAME}=${value}`, NAME, "login")).toBeNull();
    },
  );
});
