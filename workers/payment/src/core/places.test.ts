/** Places in lists of payments: a cursor is read back as it was written, and anything else is none. */

import { PaymentId } from "@edgemart/contracts/ids";
import { positionReader, positionText } from "@edgemart/contracts/position";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IDS } from "../../test/rows.ts";
import { readSettledPlace } from "./settled-place.ts";

const readPosition = positionReader(PaymentId);
const at = "2026-11-30T09:00:00.000Z";

describe("payments 7: the place in a list of payments", () => {
  test("comes back as it was written", () => {
    const place = { createdAt: at, id: IDS.payment };
    expect(readPosition(positionText(place))).toEqual(place);
  });

  test.each([
    "",
    "{",
    "null",
    "[]",
    JSON.stringify({ createdAt: at, id: IDS.payment }),
    JSON.stringify([at]),
    JSON.stringify([IDS.payment, at]),
    JSON.stringify([at, IDS.order]),
    JSON.stringify(["2026-11-30", IDS.payment]),
    JSON.stringify([at, IDS.payment, 1]),
  ])("%s is none", (text) => {
    expect(readPosition(text)).toBeNull();
  });
});

describe("payments 11: the place in a list of what came to an end", () => {
  test("is a moment and an id", () => {
    for (const moment of [at, "2026-11-30T18:00:00.123456+09:00", "2026-11-30T09:00:00"]) {
      const place = { at: moment, id: IDS.payment };
      expect(readSettledPlace(JSON.stringify(place))).toEqual(place);
    }
  });

  test.each([
    "",
    "{",
    "null",
    "[]",
    JSON.stringify({ at }),
    JSON.stringify({ at: "soon", id: IDS.payment }),
    JSON.stringify({ at, id: "x".repeat(65) }),
    JSON.stringify({ at, id: 7 }),
  ])("%s is none", (text) => {
    expect(readSettledPlace(text)).toBeNull();
  });
});

test("payments 11: no text makes a cursor fail", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readPosition(text)).toBeNull();
      expect(readSettledPlace(text)).toBeNull();
    }),
    { numRuns: 300 },
  );
});
