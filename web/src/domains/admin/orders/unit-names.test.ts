import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { receiptIn, unitErrors, unitNames, unitsIn } from "./unit-names.ts";

const form = (fields: Record<string, string>): PostedForm => ({
  lang: "en",
  text: (name) => fields[name] ?? "",
  all: (name) => (name in fields ? [fields[name] ?? ""] : []),
  file: null,
});
const paths = (answer: ReturnType<typeof unitsIn> | ReturnType<typeof receiptIn>) =>
  answer.ok ? [] : (answer.error.errors ?? []).map(({ path }) => path);

describe("orders 42: units in a form", () => {
  test("are those that are more than none, by line", () => {
    expect(
      unitsIn(form({ "units.1": "2", "units.3": "", "units.4": "0", "units.40": "1" })),
    ).toEqual({
      ok: true,
      value: [
        { line: 1, quantity: 2 },
        { line: 40, quantity: 1 },
      ],
    });
  });
  test.each(["-1", "1.5", "two", "1e3"])("%s is refused at its field", (text) => {
    expect(paths(unitsIn(form({ "units.2": text })))).toEqual(["units.2"]);
  });
  test("none at all are refused", () => {
    expect(paths(unitsIn(form({ "units.1": "0" })))).toEqual(["units"]);
  });
  test("orders 57.35: a receipt says of each line what arrived and what can be sold again", () => {
    const read = receiptIn(
      form({ "received.1": "2", "restocked.1": "1", "received.2": "0", "restocked.2": "0" }),
    );
    expect(read).toEqual({
      ok: true,
      value: [
        { line: 1, received: 2, restocked: 1 },
        { line: 2, received: 0, restocked: 0 },
      ],
    });
  });
  test("an empty field of a receipt is no 0, and no more can be sold again than arrived", () => {
    expect(paths(receiptIn(form({ "received.1": "2", "restocked.1": "" })))).toEqual([
      "restocked.1",
    ]);
    expect(paths(receiptIn(form({ "received.1": "2", "restocked.1": "3" })))).toEqual([
      "restocked.1",
    ]);
    expect(paths(receiptIn(form({ "received.1": "", "restocked.1": "0" })))).toEqual([
      "received.1",
    ]);
  });
  test("every field has a name and a sentence", () => {
    const errors = unitErrors({ units: "u", received: "a", restocked: "r" });
    expect(Object.keys(errors).sort()).toEqual(unitNames("units", "received", "restocked").sort());
  });
});
