import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { areaIn, changedMethod, newMethod } from "./shipping-input.ts";

const form = (fields: Record<string, string>): PostedForm => ({
  lang: "en",
  text: (name) => fields[name] ?? "",
  all: () => [],
  file: null,
});
const METHOD = {
  "name.ko": "빠른 배송",
  "name.en": "Express",
  currency: "KRW",
  feeMinor: "5,000원",
};
const paths = (answer: ReturnType<typeof newMethod> | ReturnType<typeof areaIn>) =>
  answer.ok ? [] : (answer.error.errors ?? []).map(({ path }) => path);

describe("orders 6, 42: the forms of delivery fees", () => {
  test("a method without a free limit is never free, and one without an extra costs none", () => {
    const read = newMethod(form({ ...METHOD, methodId: "express", active: "on", position: "2" }));
    expect(read.ok && read.value).toEqual({
      ...{ id: "express", name: { ko: "빠른 배송", en: "Express" }, currency: "KRW" },
      ...{ feeMinor: 5_000, freeFromMinor: null, remoteMinor: 0, active: true, position: 2 },
    });
  });
  test("a method that is not ticked is switched off", () => {
    const read = changedMethod(form(METHOD));
    expect(read.ok && read.value.active).toBe(false);
  });
  test.each([
    ["no fee", { feeMinor: "" }, "feeMinor"],
    ["a fee that is no amount", { feeMinor: "-1" }, "feeMinor"],
    ["a limit that is no amount", { freeFromMinor: "much" }, "freeFromMinor"],
    ["a position beyond the last", { position: "1000" }, "position"],
    ["a short name with capitals", { methodId: "Express" }, "id"],
  ])("%s is refused at its field", (_what, typed, path) => {
    expect(paths(newMethod(form({ ...METHOD, methodId: "express", ...typed })))).toEqual([path]);
  });
  test("one postcode is an area, and the last is not before the first", () => {
    const read = areaIn(form({ from: "63000", name: "Jeju" }));
    expect(read.ok && read.value).toEqual({ from: "63000", to: "63000", name: "Jeju" });
    expect(paths(areaIn(form({ from: "63001", to: "63000", name: "Jeju" })))).toEqual(["to"]);
    expect(paths(areaIn(form({ from: "6300", to: "63000", name: "" })))).toEqual(["from", "name"]);
  });
});
