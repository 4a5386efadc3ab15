/** How a total may be divided: what is asked, and what is refused. */
import { PayInput } from "@edgemart/contracts/payment";
import { describe, expect, test } from "vitest";
import { splitOf } from "./split.ts";

const member = { totalMinor: 24_000, currency: "KRW", memberId: "mem_x" } as const;
const orderId = "ord_01k9z3v5e8f0r9t2m4w6y8a1bc";
/** The code of the refusal, or the parts. */
function split(order: Parameters<typeof splitOf>[0], body: string) {
  const input = PayInput.safeParse({ orderId, ...JSON.parse(body) });
  if (!input.success) return "validation_failed";
  const result = splitOf(order, input.data);
  return result.ok ? [result.value.cardMinor, result.value.pointAmount] : result.error.code;
}

describe("points 5: a use is between the least and the total", () => {
  test.each([
    [24_000, 99, "points_limit"],
    [24_000, 100, [23_900, 100]],
    [24_000, 24_000, [0, 24_000]],
    [60, 59, "points_limit"],
    [60, 60, [0, 60]],
  ])("of %i: %i points", (totalMinor, points, expected) => {
    const paymentMethod = points === totalMinor ? "POINT" : "MIXED";
    const body = JSON.stringify({ paymentMethod, pointUsed: points });
    expect(split({ ...member, totalMinor }, body)).toEqual(expected);
  });
});

describe("points 24.2: what is no amount of points", () => {
  test.each(["-1", "0.5", '"1"', "1e400", "null", "9007199254740992", "[1]"])(
    "%s is refused by its form",
    (pointUsed) => {
      const body = `{"paymentMethod": "MIXED", "pointUsed": ${pointUsed}}`;
      expect(split(member, body)).toBe("validation_failed");
    },
  );

  test("more than the total is refused by its sum", () => {
    for (const method of ["MIXED", "POINT"]) {
      const body = `{"paymentMethod": "${method}", "pointUsed": 24001}`;
      expect(split(member, body)).toBe("payment_amount_mismatch");
    }
  });
});

describe("points 24.4: an order in another currency", () => {
  test.each(["USD", "JPY", "EUR"] as const)("%s takes no points", (currency) => {
    for (const body of [
      '{"paymentMethod": "MIXED", "pointUsed": 1000}',
      '{"paymentMethod": "POINT"}',
    ]) {
      expect(split({ ...member, currency }, body)).toBe("payment_amount_mismatch");
    }
  });

  test("nor does an order of a guest", () => {
    const body = '{"paymentMethod": "MIXED", "pointUsed": 1000}';
    expect(split({ ...member, memberId: null }, body)).toBe("payment_amount_mismatch");
  });
});
