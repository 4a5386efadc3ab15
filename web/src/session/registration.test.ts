import { expect, test } from "vitest";
import { clearedRegistration, readRegistration, registrationCookie } from "./registration.ts";

const NAME = "__Host-Http-reg";
const KEPT = { key: "k".repeat(43), email: "mina@example.com", back: "/ko/cart" };

test("identity 10: a registration is kept for a day where scripts cannot read it, and read as it was", () => {
  const cookie = registrationCookie(NAME, KEPT);
  expect(cookie).toMatch(/; Path=\/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax$/);
  expect(readRegistration(cookie.split(";")[0] ?? "", NAME)).toEqual(KEPT);
  expect(clearedRegistration(NAME)).toContain("Max-Age=0");
});

test.each(["", "x", "e30", "bnVsbA", "W10"])("attack 43: %j is no registration", (value) => {
  expect(readRegistration(`${NAME}=${value}`, NAME)).toBeNull();
});

test("identity 10: a key of another form is none", () => {
  const cookie = registrationCookie(NAME, { ...KEPT, key: "short" });
  expect(readRegistration(cookie.split(";")[0] ?? "", NAME)).toBeNull();
});
