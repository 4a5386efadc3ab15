import { expect, test } from "vitest";
import { HEADER, isReservedHeader } from "./headers.ts";

test.each([
  ...[HEADER.clientPrefix, HEADER.clientCountry, HEADER.deadline, HEADER.idempotencyAttempt],
  ...["x-user-id", "x_user_id", "x-role", "x_real_ip", "forwarded", "x-middleware-subrequest"],
])("%s is the platform's own: no caller may send it, with underscores neither", (name) => {
  expect(isReservedHeader(name)).toBe(true);
});

test.each([
  HEADER.requestId,
  HEADER.idempotencyKey,
  "accept",
  "xforwarded",
  "x-realm",
  "a-forwarded",
])("%s is a caller's", (name) => expect(isReservedHeader(name)).toBe(false));
