/** Laws of how long a provider asks to wait. */
import { describe, expect, test } from "vitest";
import { retryAfterSeconds } from "./send-http.ts";

const NOW = Date.parse("2026-11-01T12:00:00Z");

describe("notifications 14: what `Retry-After` says", () => {
  test.each([
    ["120", 120],
    ["0", 0],
    ["999999", 86_400],
    ["Sun, 01 Nov 2026 12:02:00 GMT", 120],
    ["Tue, 01 Dec 2026 12:00:00 GMT", 86_400],
  ])("%s is %d seconds", (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });

  test.each([
    ...["Sun, 01 Nov 2026 11:59:00 GMT", "Sun, 99 Xyz 2026 12:02:00 GMT", "2026-11-01T12:02:00Z"],
    ...["-5", "1.5", "1e3", "soon", "", "9999999", null],
  ])("%j says nothing: the waits are our own", (header) => {
    expect(retryAfterSeconds(header, NOW)).toBeUndefined();
  });
});
