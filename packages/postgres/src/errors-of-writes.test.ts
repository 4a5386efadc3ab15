/** Which constraint a write broke, however often the error was wrapped. */
import { describe, expect, test } from "vitest";
import { brokenConstraint, isPostgresOutage, isUniqueViolation } from "./errors.ts";

const broken = (code: unknown, constraint?: unknown) =>
  Object.assign(new Error("x"), { name: "NeonDbError", code, constraint });
const wrapped = (thrown: unknown, times: number): unknown =>
  times === 0 ? thrown : new Error("wrapped", { cause: wrapped(thrown, times - 1) });

describe("a unique violation", () => {
  const email = broken("23505", "email_key");

  test("is one of any constraint, or of the one that is named", () => {
    expect(isUniqueViolation(email)).toBe(true);
    expect(isUniqueViolation(email, "email_key")).toBe(true);
    expect(isUniqueViolation(email, "other_key")).toBe(false);
  });

  test("is found behind four wrappings, and no deeper", () => {
    expect(isUniqueViolation(wrapped(email, 4), "email_key")).toBe(true);
    expect(isUniqueViolation(wrapped(email, 5), "email_key")).toBe(false);
  });

  test.each([broken("23503", "email_key"), new Error("x"), null, undefined, "23505", 23505])(
    "%s is none",
    (thrown) => {
      expect(isUniqueViolation(thrown)).toBe(false);
      expect(isUniqueViolation(thrown, "email_key")).toBe(false);
    },
  );

  test("of an error whose causes go in a circle is none, and is decided", () => {
    const circle = new Error("x");
    circle.cause = circle;
    expect(isUniqueViolation(circle)).toBe(false);
  });
});

describe("the broken constraint", () => {
  test.each(["23503", "23505", "23514", "23P01"])("of SQLSTATE %s is named", (code) => {
    expect(brokenConstraint(broken(code, "c"))).toBe("c");
    expect(brokenConstraint(wrapped(broken(code, "c"), 2))).toBe("c");
  });

  test.each([
    broken("42P23", "c"),
    broken("23505"),
    broken("23505", 7),
    broken(23505, "c"),
    broken(undefined, "c"),
    new Error("x"),
    null,
  ])("of %s is null", (thrown) => {
    expect(brokenConstraint(thrown)).toBeNull();
  });
});

describe("an outage", () => {
  test("is told by the first digits of the SQLSTATE, not by digits within it", () => {
    expect(isPostgresOutage(broken("08006"))).toBe(true);
    expect(isPostgresOutage(broken("42P08"))).toBe(false);
    expect(isPostgresOutage(broken("22057"))).toBe(false);
  });

  test("without an SQLSTATE is the driver's own error of the network", () => {
    expect(isPostgresOutage(broken(""))).toBe(true);
    expect(isPostgresOutage(broken(undefined))).toBe(true);
    expect(isPostgresOutage(broken(7))).toBe(true);
    expect(isPostgresOutage(null)).toBe(false);
  });
});
