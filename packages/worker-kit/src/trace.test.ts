import { describe, expect, test } from "vitest";
import { continueTrace, requestIdFrom } from "./trace.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

describe("trace context (gateway 45)", () => {
  test("continues a well-formed trace with a span of its own", () => {
    const next = continueTrace(`00-${TRACE}-00f067aa0ba902b7-01`);
    expect(next).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
    expect(next).not.toContain("00f067aa0ba902b7");
  });

  test.each([
    null,
    "",
    `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
    `00-${TRACE}-${"0".repeat(16)}-01`,
    `ff-${TRACE}-00f067aa0ba902b7-01`,
    `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`,
    `00-${TRACE}-00f067aa0ba902b7-01\nx`,
  ])("begins anew for %s", (presented) => {
    const next = continueTrace(presented);
    expect(next).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(next).not.toContain(TRACE);
  });
});

describe("request ids", () => {
  test("are the caller's when they are safe to log, else new", () => {
    expect(requestIdFrom("abc-12345")).toBe("abc-12345");
    for (const hostile of ["short", "a".repeat(65), 'x"}\n{"event":1', "white space", null]) {
      expect(requestIdFrom(hostile)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe("what the door wrote, the Worker behind reads", () => {
  test("an id and a trace that were begun anew at the door are kept by everyone after it", () => {
    for (const presented of [
      null,
      "",
      "x",
      "a b",
      "k".repeat(65),
      "é".repeat(8),
      "A1_-".repeat(4),
    ]) {
      const id = requestIdFrom(presented);
      expect(requestIdFrom(id)).toBe(id);
      const trace = continueTrace(presented);
      expect(continueTrace(trace).split("-")[1]).toBe(trace.split("-")[1]);
    }
  });
});
