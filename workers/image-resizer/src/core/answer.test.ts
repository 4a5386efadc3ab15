import { describe, expect, test } from "vitest";
import { cacheControl } from "./answer.ts";

const DAY_MS = 86_400_000;

describe("how long a picture may be kept", () => {
  test.each([
    [
      "a signed address that names its content, good for ten years",
      true,
      3_650 * DAY_MS,
      31_536_000,
    ],
    ["a signed address of a source, good for ten days", false, 10 * DAY_MS, 86_400],
    ["a signed address with 90.9 s left", true, 90_900, 90],
    ["a signed address that ended a moment ago", true, -1, 0],
  ])("%s", (_name, immutable, msLeft, seconds) => {
    expect(cacheControl(immutable, msLeft)).toBe(`public, max-age=${seconds}`);
  });
});
