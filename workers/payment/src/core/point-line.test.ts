/** What a movement of points is called, and the places of its cursor. */
import { PointReason } from "@edgemart/contracts/points";
import { describe, expect, test } from "vitest";
import { pointLine, readPlace, reasonOfTransfer } from "./point-line.ts";

describe("points 2: lines of the history", () => {
  test("each kind of transfer has a reason of its own, and each reason a kind", () => {
    const ids = [
      "use:pay_1",
      "refund:rfd_1",
      "earn:ord_1:1",
      "clawback:ord_1:2",
      "owed:earn:ord_1:1",
      "charge:pay_1",
      "uncharge:rfd_1",
      "expire:earn:ord_1:1:1",
      "adjust:mem_1:key",
      "grant:review:rev_1",
    ];
    expect(ids.map(reasonOfTransfer).sort()).toEqual([...PointReason.options].sort());
    for (const id of ["", "toString:1", "gift:1"]) expect(() => reasonOfTransfer(id)).toThrow();
  });

  test("a line has its reason, and keeps its place in the chain to itself", () => {
    const row = { id: "use:pay_1", seq: 7, amount: -500, balanceAfter: 1_500 };
    expect(pointLine(row)).toEqual({
      id: "use:pay_1",
      amount: -500,
      balanceAfter: 1_500,
      reason: "spent",
    });
  });

  test("a cursor is a place in the chain and nothing else", () => {
    expect(["1", "42", "999999999999999"].map(readPlace)).toEqual([1, 42, 999999999999999]);
    for (const text of ["", "0", "-1", "1.5", "1e3", "01", " 1", "9999999999999999"]) {
      expect(readPlace(text)).toBeNull();
    }
  });
});
