import { describe, expect, test } from "vitest";
import { askAgain, returnedBy, waitingPath } from "./returned.ts";

const read = (query: string) => returnedBy(new URLSearchParams(query));
const AT = "/ko/checkout/ord_1";

describe("orders 51: the way back from the payment page", () => {
  test("has a key and an amount, or does nothing", () => {
    expect(read("paymentKey=tk_1&orderId=pay_1&amount=51000")).toEqual({
      ...{ kind: "paid", paymentKey: "tk_1", paymentId: "pay_1", amount: 51_000, round: 0 },
    });
    for (const query of ["", "paymentKey=&amount=1", "paymentKey=a%20b&amount=1"]) {
      expect(read(query)).toEqual({ kind: "nothing" });
    }
    for (const amount of ["-1", "1.5", "1e3", "x", "1".repeat(16)]) {
      expect(read(`paymentKey=tk&orderId=p&amount=${amount}`)).toEqual({ kind: "nothing" });
    }
  });

  test("tells a cancelled payment from a declined one, in words of our own", () => {
    expect(read("code=PAY_PROCESS_CANCELED&message=x")).toMatchObject({ why: "cancelled_by_you" });
    expect(read("code=REJECT_CARD_COMPANY&message=x")).toMatchObject({ why: "declined" });
  });

  test("asks again after 2, 3, 5, 8, then each 10 s, and stops after 90 s", () => {
    const waits: (number | null)[] = [];
    let href = `${AT}/return?paymentKey=tk&orderId=pay_1&amount=1`;
    for (let round = 0; round < 20; round++) {
      const returned = returnedBy(new URL(href, "http://shop").searchParams);
      if (returned.kind !== "paid") throw new Error("the key was lost");
      const waiting = new URL(waitingPath(AT, returned), "http://shop").searchParams;
      // The waiting page itself is no key's address: opening it asks nothing.
      expect(returnedBy(waiting)).toEqual({ kind: "nothing" });
      const next = askAgain(AT, Object.fromEntries(waiting));
      waits.push(next?.seconds ?? null);
      href = next?.href ?? "";
      if (!next?.seconds) break;
    }
    expect(waits.slice(0, 5)).toEqual([2, 3, 5, 8, 10]);
    expect(waits.at(-1)).toBeNull();
    const total = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0);
    expect(total).toBeGreaterThanOrEqual(80);
    expect(total).toBeLessThanOrEqual(90);
  });

  test("a waiting page without its key has nothing to ask", () => {
    expect(askAgain(AT, {})).toBeNull();
    expect(askAgain(AT, { key: ["a", "b"], sum: "1", pay: "p", waiting: "1" })).toBeNull();
  });
});
