import { describe, expect, test } from "vitest";
import { memoryPlace } from "./place.ts";

const entry = (generation: string, storedMs = 0, bytes = 1) => ({
  generation,
  storedMs,
  bytes,
  freshUntilMs: 1,
  staleUntilMs: 2,
  errorUntilMs: 3,
});
const place = () =>
  memoryPlace<ReturnType<typeof entry>>(
    { costMax: 1_000, entriesMax: 100 },
    (_, { bytes }) => bytes,
  );

describe("operations 69: a place in memory", () => {
  test("an entry of an older generation does not take the place of a newer one", () => {
    const kept = place();
    const [newer, older] = [entry("9"), entry("8")];
    expect([kept.put("k", newer), kept.put("k", older)]).toEqual([true, false]);
    expect(kept.get("k")).toBe(newer);
  });

  test("one of the same generation, or of a newer one, does", () => {
    const kept = place();
    for (const each of [entry("8"), entry("8", 1), entry("9")]) {
      expect(kept.put("k", each)).toBe(true);
      expect(kept.get("k")).toBe(each);
    }
  });

  test("what is dropped is gone, and the next generation does not matter", () => {
    const kept = place();
    kept.put("k", entry("9"));
    kept.drop("k");
    expect(kept.get("k")).toBeUndefined();
    expect(kept.put("k", entry("8"))).toBe(true);
  });

  test("an entry that costs more than a tenth of the place is not kept", () => {
    const kept = place();
    kept.put("small", entry("1", 0, 100));
    kept.put("large", entry("1", 0, 101));
    expect([kept.get("small")?.bytes, kept.get("large")]).toEqual([100, undefined]);
  });
});
