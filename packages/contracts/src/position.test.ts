/** The place of a row in a list, as cursors carry it. */
import { describe, expect, test } from "vitest";
import { OrderId } from "./ids.ts";
import { positionReader, positionText } from "./position.ts";

const [at, order] = ["2026-12-01T09:00:00.123Z", "ord_01k9z3v5e8f0r9t2m4w6y8a1bc"];
const readAny = positionReader();
const readOrder = positionReader(OrderId);

test("a written position reads back as it was", () => {
  for (const id of [order, "ntf_01k9z3v5e8f0r9t2m4w6y8a1bc", "0b9f6f5e-5b0e-4c1a"]) {
    expect(readAny(positionText({ createdAt: at, id }))).toEqual({ createdAt: at, id });
  }
  expect(readOrder(positionText({ createdAt: at, id: order }))).toEqual({
    createdAt: at,
    id: order,
  });
});

test("in a list of one kind there is no position of another", () => {
  expect(
    readOrder(positionText({ createdAt: at, id: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc" })),
  ).toBeNull();
  expect(readOrder(`["${at}","' OR 1=1"]`)).toBeNull();
});

test.each([
  ...["", "{}", "{", "[]", "null", "x", '["2026","a"]', `["${at}"`, `["${at}"]`, `["${at}",""]`],
  ...[`["${at}","${order}",1]`, `["${order}","${at}"]`, `["now","${order}"]`],
  // What PostgreSQL cannot hold.
  ...[`["${at}","ntf_\\u0000"]`, `["${at}","ntf_\\ud800"]`],
  JSON.stringify([at, "x".repeat(81)]),
])("%s is no position", (text) => {
  expect(readAny(text)).toBeNull();
  expect(readOrder(text)).toBeNull();
});

describe("a time that no row can have", () => {
  test.each([
    ...["0000-01-01T00:00:00Z", "0000-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z"],
    ...["-0001-01-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-31T00:00:00Z"],
    ...["2026-11-20T24:00:00Z", "2026-11-20T09:00:60Z", "2026-11-20T09:00:00", "2026-11-20"],
    ...["infinity", "now", "2026-11-20T09:00:00+25:00"],
  ])("%s is no position", (createdAt) => {
    expect(readAny(positionText({ createdAt, id: order }))).toBeNull();
  });
});
