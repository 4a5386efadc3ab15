/** Laws of marks: what was made before a change is revoked, what is made after it is good in the same millisecond. */
import { describe, expect, test } from "vitest";
import { isVoidedBy, markOf } from "./void-marks.ts";

const START_MS = 1_790_000_000_000;
const second = (ms: number) => Math.floor(ms / 1000);

describe("auth 51, 53: a mark at every millisecond of two seconds, whatever the clocks say", () => {
  test.each([-90_000, -5_000, -1_000, -1, 0, 1, 999, 5_000, 90_000])(
    "the issuer's clock is %i ms off",
    (skewMs) => {
      for (let ms = START_MS; ms < START_MS + 2_000; ms++) {
        const issuedAt = second(ms + skewMs);
        const mark = markOf(second(ms), 7);
        expect([ms, isVoidedBy(mark, { issuedAt, made: 6 })]).toEqual([ms, true]);
        expect([ms, isVoidedBy(mark, { issuedAt, made: 7 })]).toEqual([ms, false]);
        expect([ms, isVoidedBy(mark, { issuedAt, made: 8 })]).toEqual([ms, false]);
      }
    },
  );
});

describe("a rolling deployment", () => {
  test("a token without a stamp is void until the mark's second is over", () => {
    expect(isVoidedBy(markOf(1_000, 7), { issuedAt: 1_000 })).toBe(true);
    expect(isVoidedBy(markOf(1_000, 7), { issuedAt: 1_001 })).toBe(false);
  });

  test("a mark of whole seconds is read as before, also for a token with a stamp", () => {
    for (const made of [undefined, 3]) {
      expect(isVoidedBy("1001", { issuedAt: 1_000, made })).toBe(true);
      expect(isVoidedBy("1001", { issuedAt: 1_001, made })).toBe(false);
    }
  });

  test("a reader of whole seconds reads a mark as the number it is, and as void while a change is under way", () => {
    const before = (mark: string, issuedAt: number) => !(issuedAt >= Number(mark));
    expect([before(markOf(1_000, 7), 1_000), before(markOf(1_000, 7), 1_001)]).toEqual([
      true,
      false,
    ]);
    expect(before("1001.7!", 5_000)).toBe(true);
  });
});

test("a change under way voids what was issued until now, and what an earlier change has voided", () => {
  for (const mark of ["1001.7!", "1001.7!2"]) {
    expect(isVoidedBy(mark, { issuedAt: 1_000, made: 9 })).toBe(true);
    expect(isVoidedBy(mark, { issuedAt: 1_001, made: 9 })).toBe(false);
    expect(isVoidedBy(mark, { issuedAt: 1_001, made: 6 })).toBe(true);
  }
});

test.each(["", "soon", "1.2.3", "-1", "1.", "NaN", "1001.x!", "1001.7!!", "1001.7!x"])(
  "what is no mark voids: %j",
  (mark) => {
    expect(isVoidedBy(mark, { issuedAt: Number.MAX_SAFE_INTEGER, made: 9 })).toBe(true);
  },
);

test("no mark voids nothing", () => {
  expect(isVoidedBy(null, { issuedAt: 0 })).toBe(false);
  expect(isVoidedBy(undefined, { issuedAt: 0, made: 1 })).toBe(false);
});
