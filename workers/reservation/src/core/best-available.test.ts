/** Seats that are offered, and single seats that are not left: small rows by hand, large ones at random. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestAvailable } from "./best-available.ts";
import { gapsOf, judgedGap, type Row, singlesOf } from "./row.ts";

/** `o` free, `x` taken, `a` accessible and free, space an aisle. */
function row(drawn: string, from = 0): Row {
  let index = from;
  return {
    blocks: drawn.split(" ").map((block) =>
      [...block].map((seat) => {
        const at = index++;
        return { index: at, x: at - from, isFree: seat !== "x", isReserved: seat === "a" };
      }),
    ),
  };
}
const chosen = (...indexes: number[]) => new Set(indexes);

describe("ticketing 35: no single seat", () => {
  test.each([
    ["ooooo", [0, 1], []],
    ["ooooo", [1, 2], [0]],
    ["ooooo", [1, 2, 3], [0, 4]],
    ["oox ooo", [0], [1]],
    // It was alone before.
    ["oxoo", [2, 3], []],
    ["oo oo", [1], [0]],
    // The rest of a block, all of it.
    ["xooox", [1, 2, 3], []],
  ])("%s, %j: leaves %j", (drawn, seats, gaps) => {
    expect(gapsOf(row(drawn), chosen(...seats))).toEqual(gaps);
  });

  test("is refused with a better choice near by, of the same size", () => {
    expect(judgedGap(row("oooooo"), chosen(1, 2), 1)).toEqual({ gaps: [0], better: [0, 1] });
  });

  test("is not refused where the row has no other way, hardly a seat is free, or a need is served", () => {
    expect(judgedGap(row("ooo"), chosen(0, 1), 1)).toBeNull();
    expect(judgedGap(row("oooooo"), chosen(1, 2), 0.09)).toBeNull();
    expect(judgedGap(row("oaoooo"), chosen(1), 1)).toBeNull();
  });
});

describe("ticketing 34: the best seats", () => {
  test.each([
    [["ooooooo"], 3, true, "found", [2, 3, 4]],
    // Two in the middle of six leave two on each side.
    [["oooooo"], 2, true, "found", [2, 3]],
    // The middle would leave one alone.
    [["ooooo"], 2, true, "found", [0, 1]],
    [["xxxx", "oooo"], 2, true, "found", [4, 5]],
    // A worse row without a single seat goes before a better one with it.
    [["ooo", "oo"], 2, true, "found", [3, 4]],
    [["ooo"], 2, true, "found", [0, 1]],
    [["oo", "oo"], 4, false, "found", [0, 1, 2, 3]],
    [["oo", "oo"], 4, true, "offer", [0, 1]],
    [["oo x", "x oo"], 3, true, "offer", [0, 1]],
    [["aaaa"], 1, true, "none", undefined],
    [["xx"], 1, true, "none", undefined],
  ] as const)("%j, %i, together %s: %s %j", (drawn, count, together, kind, seats) => {
    let from = 0;
    const rows = drawn.map((each) => {
      const made = row(each, from);
      from += made.blocks.flat().length;
      return made;
    });
    expect(bestAvailable(rows, { count, together })).toEqual(seats ? { kind, seats } : { kind });
  });

  test("are free, as many as asked for, side by side, and leave no single seat where that is possible", () => {
    const block = fc.array(fc.constantFrom("o", "o", "o", "x"), { minLength: 1, maxLength: 12 });
    const house = fc.array(fc.array(block, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(house, fc.integer({ min: 1, max: 8 }), (drawn, count) => {
        let from = 0;
        const rows = drawn.map((each) => {
          const made = row(each.map((seats) => seats.join("")).join(" "), from);
          from += made.blocks.flat().length;
          return made;
        });
        const best = bestAvailable(rows, { count, together: true });
        if (best.kind === "none") {
          expect(rows.flatMap(({ blocks }) => blocks.flat()).some(({ isFree }) => isFree)).toBe(
            false,
          );
          return;
        }
        const taken = new Set(best.seats);
        expect(taken.size).toBe(best.seats.length);
        expect(best.seats.length === count).toBe(best.kind === "found");
        const [home] = rows.filter(({ blocks }) =>
          blocks.some((seats) => seats.some(({ index }) => taken.has(index))),
        );
        const own = home?.blocks.find((seats) => seats.some(({ index }) => taken.has(index))) ?? [];
        const side = own.filter(({ index }) => taken.has(index));
        expect(side).toHaveLength(best.seats.length);
        expect(side.every(({ isFree }) => isFree)).toBe(true);
        expect((side.at(-1)?.x ?? 0) - (side[0]?.x ?? 0)).toBe(best.seats.length - 1);
        if (home && best.kind === "found" && gapsOf(home, taken).length > 0) {
          // No row had a way without one.
          for (const each of rows) expect(judgedGap(each, taken, 1)).toBeNull();
        }
        expect(
          home
            ? singlesOf(home).some(
                (index) => !home.blocks.flat().some((seat) => seat.index === index),
              )
            : true,
        ).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
