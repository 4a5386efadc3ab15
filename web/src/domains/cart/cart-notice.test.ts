import { describe, expect, test } from "vitest";
import { restorable } from "./cart-form.ts";
import { cartNotice } from "./cart-notice.ts";

const line = { sku: "A.1-b_C", quantity: 3, priceSeenMinor: 900 };

describe("storefront A5: what was removed without script", () => {
  test("is named in the address, and read from it as it was", () => {
    const query = new URLSearchParams(
      cartNotice({ problem: null, removed: { line, at: 2 } }, false),
    );
    expect(query.get("notice")).toBe("removed");
    expect(restorable(query.get("line"), query.get("at"))).toEqual({
      ...{ kind: "restore", line, at: 2 },
    });
  });

  test.each([
    [undefined, "0"],
    ["A:1", undefined],
    [["A:1", "B:1"], "0"],
    ["<b>:1:1", "0"],
    ["A:0:1", "0"],
    ["A:1:1", "-1"],
    ["~~", "1"],
  ])("nothing is put back by %j at %j", (text, at) => {
    expect(restorable(text, at)).toBe(null);
  });

  test("a problem is said before all else", () => {
    expect(cartNotice({ problem: "changed", removed: { line, at: 0 } }, true)).toBe(
      "?notice=changed",
    );
  });
});
