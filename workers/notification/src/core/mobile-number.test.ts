/** Numbers that get a text message, and those that do not. */
import { expect, test } from "vitest";
import { domesticNumber, maskedNumber, mobileNumberOf } from "./mobile-number.ts";

test.each([
  "010-1234-5678",
  "01012345678",
  "010 1234 5678",
  "+82 10-1234-5678",
  "+82 010 12345678",
])("notifications 36: %s is one number, in E.164", (written) =>
  expect(mobileNumberOf(written)).toBe("+821012345678"),
);

test.each([
  ["costs its caller money", "060-700-1234"],
  ["costs its caller money, with the country", "+82 60 700 1234"],
  ["is a line", "02-1234-5678"],
  ["is a line that follows its owner", "070-1234-5678"],
  ["is of a service", "1588-1234"],
  ["is free of charge", "080-123-4567"],
  ["stands for another number", "0504-123-4567"],
  ["is of another country", "+1 202 555 0101"],
  ["is of another country, and looks like ours", "+81 10 1234 5678"],
  ["goes abroad", "00182101234567"],
  ["has a digit too many", "010-1234-56789"],
  ["has a digit too few", "010-1234-567"],
  ["is of a code that has ended", "011-123-4567"],
  ["has other digits", "０１０-1234-5678"],
  ["has a line behind it", "01012345678\n"],
  ["has a second one behind it", "01012345678,01012345679"],
])("notifications 49.49: a number that %s gets no text message", (_what, written) => {
  expect(mobileNumberOf(written)).toBeNull();
});

test("notifications 36: a log holds two digits of a number", () => {
  expect(maskedNumber("+821012345612")).toBe("+82-10-****-12");
  expect(domesticNumber("+821012345612")).toBe("01012345612");
});
