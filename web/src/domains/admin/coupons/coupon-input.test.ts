import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { changedCoupon, newCoupon } from "./coupon-input.ts";

const form = (fields: Record<string, string>): PostedForm => ({
  lang: "en",
  text: (name) => fields[name] ?? "",
  all: () => [],
  file: null,
});
const NAMES = { "name.ko": "봄", "name.en": "Spring" };
const PERCENT = { ...NAMES, code: "spring-10", kind: "percent", value: "10 %", currency: "KRW" };
const paths = (answer: ReturnType<typeof newCoupon> | ReturnType<typeof changedCoupon>) =>
  answer.ok ? [] : (answer.error.errors ?? []).map(({ path }) => path);

describe("orders 7, 42: a coupon's form", () => {
  test("empty limits are none, and the code is read without case", () => {
    expect(newCoupon(form({ ...PERCENT, active: "on", discountMaxMinor: "5,000원" }))).toEqual({
      ok: true,
      value: {
        ...{ code: "SPRING-10", kind: "percent", value: 10, currency: "KRW" },
        ...{ name: { ko: "봄", en: "Spring" }, discountMaxMinor: 5_000, minimumMinor: 0 },
        ...{ startsAt: null, endsAt: null, usesMax: null, usesPerMember: null },
        ...{ membersOnly: false, active: true },
      },
    });
  });
  test("an amount is of its currency, and takes no largest discount along", () => {
    const typed = { ...PERCENT, kind: "amount", value: "$12.50", currency: "USD" };
    const read = newCoupon(form({ ...typed, discountMaxMinor: "3" }));
    expect(read.ok && [read.value.value, read.value.discountMaxMinor]).toEqual([1_250, null]);
  });
  test.each([
    ["101 percent", { value: "101" }, "value"],
    ["half a percent", { value: "0.5" }, "value"],
    ["a minimum that is no number", { minimumMinor: "many" }, "minimumMinor"],
    ["no use at all", { usesMax: "0" }, "usesMax"],
    ["a name in one language", { "name.en": "" }, "name"],
    ["a short code", { code: "AB" }, "code"],
    [
      "an end before its start",
      { startsAt: "2026-12-02T00:00", endsAt: "2026-12-01T00:00" },
      "endsAt",
    ],
  ])("%s is refused at its field", (_what, typed, path) => {
    expect(paths(newCoupon(form({ ...PERCENT, ...typed })))).toEqual([path]);
  });
  test("a change says everything that can change, in Seoul time", () => {
    const read = changedCoupon(form({ ...NAMES, startsAt: "2026-12-01T09:00", usesMax: "1,000" }));
    expect(read.ok && read.value).toEqual({
      ...{ name: { ko: "봄", en: "Spring" }, minimumMinor: 0, endsAt: null },
      ...{ startsAt: "2026-12-01T00:00:00.000Z", usesMax: 1_000, usesPerMember: null },
      ...{ membersOnly: false, active: false },
    });
  });
});
