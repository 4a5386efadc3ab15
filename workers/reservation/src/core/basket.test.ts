/** Rules of a member's basket. @see specs/ticketing.md 29, 31, 33 */
import { describe, expect, test } from "vitest";
import {
  BAN_MS,
  type Basket,
  givenBack,
  HOLD_MS,
  type MemberRead,
  NO_BASKET,
  SHUT_MS,
  taken,
} from "./basket.ts";

const ask = (hold: string, seats: string[], perMember = 4) => ({ hold, seats, perMember });
const NOTHING: MemberRead = { claims: 0, holds: [], isLastConfirmed: false };

/** Asks, and reads what PostgreSQL says when that is wanted. */
function take(
  basket: Basket,
  input: ReturnType<typeof ask>,
  now: number,
  said: MemberRead | "away" = NOTHING,
) {
  const first = taken(basket, input, now, null);
  if (first.answer.ok || first.answer.error.code !== "read") return first;
  return taken(first.basket, input, now, said);
}
const codeOf = ({ answer }: ReturnType<typeof take>) =>
  answer.ok ? answer.value : answer.error.code;

describe("ticketing 31: the clock of a basket", () => {
  test("is set by its first hold and moved by nothing after it", () => {
    const one = take(NO_BASKET, ask("h1", ["s01-0001"]), 1_000);
    const two = take(one.basket, ask("h2", ["s01-0002"]), 100_000);
    const back = givenBack(two.basket, "h1", 1);
    const three = take(back, ask("h3", ["s01-0001"]), 200_000);
    expect([one, two, three].map(codeOf)).toEqual([
      { until: 1_000 + HOLD_MS, attempt: 1 },
      { until: 1_000 + HOLD_MS, attempt: 1 },
      { until: 1_000 + HOLD_MS, attempt: 1 },
    ]);
  });

  test("when it ran out without a purchase the same seats are shut for a minute", () => {
    const { basket } = take(NO_BASKET, ask("h1", ["a"]), 0);
    expect(codeOf(take(basket, ask("h2", ["a"]), HOLD_MS))).toBe("seat_not_for_you");
    expect(codeOf(take(basket, ask("h2", ["b"]), HOLD_MS))).toMatchObject({ attempt: 1 });
    expect(codeOf(take(basket, ask("h2", ["a"]), HOLD_MS + SHUT_MS))).toMatchObject({ attempt: 1 });
  });

  test("the third that runs out keeps the member from a new one for half an hour", () => {
    let basket = NO_BASKET;
    for (let n = 0; n < 3; n += 1) {
      const at = n * 1_000_000;
      basket = take(basket, ask(`h${n}`, [`${n}`]), at).basket;
    }
    const end = 2_000_000 + HOLD_MS;
    expect(codeOf(take(basket, ask("h4", ["x"]), end))).toBe("basket_limit");
    expect(codeOf(take(basket, ask("h4", ["x"]), end + BAN_MS))).toMatchObject({ attempt: 1 });
  });

  test("one that was bought, or of which PostgreSQL says nothing, is not counted", () => {
    const { basket } = take(NO_BASKET, ask("h1", ["a"]), 0);
    for (const said of [{ ...NOTHING, isLastConfirmed: true }, "away"] as const) {
      const next = take(basket, ask("h2", ["a"]), HOLD_MS, said);
      expect([codeOf(next), next.basket.ends]).toMatchObject([{ attempt: 1 }, 0]);
    }
  });

  test("more than two requests a second are refused", () => {
    let basket = NO_BASKET;
    const codes = [0, 10, 20, 1_015].map((at, n) => {
      const next = take(basket, ask(`h${n}`, [`${n}`]), at);
      basket = next.basket;
      return codeOf(next);
    });
    expect(codes[2]).toBe("rate_limited");
    expect([codes[0], codes[1], codes[3]]).toMatchObject(Array(3).fill({ attempt: 1 }));
  });
});

describe("ticketing 33: the limit of a member across sections", () => {
  test("counts live lines and claims, and reads PostgreSQL before it refuses", () => {
    const { basket } = take(NO_BASKET, ask("h1", ["a", "b", "c"]), 0);
    const over = ask("h2", ["d", "e"]);
    expect(codeOf(taken(basket, over, 10, null))).toBe("read");
    expect(codeOf(take(basket, over, 10))).toBe("ticket_limit");
    // What became claims is counted once.
    const said = { claims: 1, holds: ["h1"], isLastConfirmed: false };
    expect(codeOf(take(basket, over, 10, said))).toMatchObject({ attempt: 1 });
    expect(codeOf(take(basket, ask("h2", ["d", "e", "f", "g"]), 10, said))).toBe("ticket_limit");
  });

  test("trusts what it knows while PostgreSQL is away", () => {
    const { basket } = take(NO_BASKET, ask("h1", ["a", "b", "c"]), 0);
    expect(codeOf(take(basket, ask("h2", ["d", "e"]), 10, "away"))).toBe("ticket_limit");
  });
});

describe("ticketing 29: a repeat", () => {
  test("of a key is numbered anew under the same clock; other seats under it are refused", () => {
    const { basket } = take(NO_BASKET, ask("h1", ["a", "b"]), 0);
    const again = take(basket, ask("h1", ["b", "a"]), 600);
    expect(codeOf(again)).toEqual({ until: HOLD_MS, attempt: 2 });
    expect(codeOf(take(basket, ask("h1", ["a"]), 600))).toBe("idempotency_key_reused");
  });

  test("of one that was given back, or is over, is told so", () => {
    const { basket } = take(NO_BASKET, ask("h1", ["a"]), 0);
    expect(codeOf(take(givenBack(basket, "h1", 1), ask("h1", ["a"]), 600))).toBe("hold_expired");
    expect(codeOf(take(basket, ask("h1", ["a"]), HOLD_MS))).toBe("hold_expired");
  });

  test("an older request gives nothing back", () => {
    const { basket } = take(NO_BASKET, ask("h1", ["a"]), 0);
    const again = take(basket, ask("h1", ["a"]), 600).basket;
    expect(givenBack(again, "h1", 1).lines.get("h1")?.isOver).toBe(false);
    expect(givenBack(again, "h1", 2).lines.get("h1")?.isOver).toBe(true);
  });
});
