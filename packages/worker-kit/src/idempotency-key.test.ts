/** Idempotency keys as they arrive. */
import { expect, test } from "vitest";
import { idempotencyKey } from "./idempotency-key.ts";

const read = (headers: Record<string, string>) => idempotencyKey((name) => headers[name]);

test("every visible ASCII character but the double quote, backslash and comma is taken, and nothing else", () => {
  for (let code = 0; code < 256; code += 1) {
    const sign = String.fromCharCode(code);
    const fine = code > 0x20 && code < 0x7f && !'"\\,'.includes(sign);
    expect([code, read({ "idempotency-key": sign }).ok]).toEqual([code, fine]);
  }
});

test("both names may carry the same key", () => {
  const headers = { "idempotency-key": "k", "x-idempotency-key": "k" };
  expect(read(headers)).toEqual({ ok: true, value: "k" });
});

test("the quoted form names the same key as the bare one", () => {
  const headers = { "idempotency-key": '"k";a=1', "x-idempotency-key": "k" };
  expect(read(headers)).toEqual({ ok: true, value: "k" });
  expect(read({ "idempotency-key": '""' }).ok).toBe(false);
});
