import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { callContext } from "./call.ts";

const NOW = 1_790_000_000_000;
beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const incoming = (deadline?: string) => ({
  req: { header: (name: string) => (name === "x-deadline" ? deadline : undefined) },
  var: { requestId: "r", traceparent: "t" },
});

test("a call carries the request's id and trace", () => {
  expect(callContext(incoming(), 100)).toEqual({
    requestId: "r",
    traceparent: "t",
    deadline: NOW + 100,
  });
});

test.each([
  ["nearer", String(NOW + 40), NOW + 40],
  ["farther", String(NOW + 400), NOW + 100],
  ["no number", "soon", NOW + 100],
])("a caller's deadline that is %s", (_kind, header, deadline) => {
  expect(callContext(incoming(header), 100).deadline).toBe(deadline);
});
