/** What a gate is told. @see specs/ticketing.md 54, 58 */
import { describe, expect, test } from "vitest";
import { EARLY_MS, verdictOf, verdictOfSerial } from "./scan-verdict.ts";

const DOORS = 10_000_000;
const CODE = { eventDigest: "e1", serial: 7, version: 2, notAfter: DOORS * 2 };
const TICKET = { state: "VALID", version: 2, section: 3 } as const;
const GATE = { eventDigest: "e1", sections: [3, 4], doorsAt: DOORS };

describe("ticketing 58: the verdict of a scan", () => {
  test.each([
    ["ADMIT", CODE, TICKET, DOORS],
    ["ALREADY_IN", CODE, { ...TICKET, state: "USED" }, DOORS],
    ["CANCELLED", CODE, { ...TICKET, state: "CANCELLED" }, DOORS],
    ["MOVED_ON", { ...CODE, version: 1 }, TICKET, DOORS],
    ["MOVED_ON", { ...CODE, version: 1 }, { ...TICKET, state: "USED" }, DOORS],
    ["WRONG_EVENT", { ...CODE, eventDigest: "e2" }, null, DOORS],
    ["WRONG_GATE", CODE, { ...TICKET, section: 5 }, DOORS],
    ["TOO_EARLY", CODE, TICKET, DOORS - EARLY_MS - 1],
    ["ADMIT", CODE, TICKET, DOORS - EARLY_MS],
    ["FORGED", null, null, DOORS],
    ["UNKNOWN", CODE, null, DOORS],
  ] as const)("%s", (verdict, code, ticket, now) => {
    expect(verdictOf(code, ticket, GATE, now, true)).toBe(verdict);
  });

  test("a gate without sections lets in all of them", () => {
    expect(verdictOf(CODE, TICKET, { ...GATE, sections: [] }, DOORS, true)).toBe("ADMIT");
  });

  test("a serial that is typed is judged by its ticket", () => {
    expect(verdictOfSerial(TICKET, GATE, DOORS)).toBe("ADMIT");
    expect(verdictOfSerial(null, GATE, DOORS)).toBe("UNKNOWN");
  });
});

describe("ticketing 54: a code's own end", () => {
  test("counts only for a gate that has no snapshot: a move of the event makes no code invalid", () => {
    const late = CODE.notAfter + 1;
    expect(verdictOf(CODE, TICKET, GATE, late, false)).toBe("MOVED_ON");
    expect(verdictOf(CODE, TICKET, GATE, late, true)).toBe("ADMIT");
  });
});
