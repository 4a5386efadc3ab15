import { describe, expect, test } from "vitest";
import { amountOf, countOf } from "./typed-number.ts";

/** Decimals, and the languages this shop and its visitors print it in. */
const PRINTED = {
  KRW: { digits: 0, locales: ["ko-KR", "en-US", "ja-JP", "en-GB"] },
  JPY: { digits: 0, locales: ["ja-JP", "ko-KR", "en-US"] },
  USD: { digits: 2, locales: ["en-US", "ko-KR", "en-GB"] },
  EUR: { digits: 2, locales: ["en-IE", "de-DE", "fr-FR", "ko-KR", "es-ES"] },
} as const;
const fullWidth = (text: string) =>
  text.replace(/[0-9,.]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0));

/** A fixed walk over small and large amounts. */
function amounts(): number[] {
  let seed = 11;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed;
  };
  const edges = [0, 1, 5, 10, 50, 99, 100, 999, 1_000, 1_001, 29_999, 30_000, 999_999, 1_000_000];
  return [...edges, ...Array.from({ length: 300 }, () => next() % 10 ** (1 + (next() % 9)))];
}

describe("an amount as it is printed reads as itself", () => {
  test.each(Object.entries(PRINTED))("in %s, in every way Intl writes it", (currency, given) => {
    const { digits, locales } = given;
    // The keys of the table above.
    const code = currency as keyof typeof PRINTED;
    let read = 0;
    for (const minor of amounts()) {
      for (const locale of locales) {
        for (const currencyDisplay of ["symbol", "narrowSymbol", "code"] as const) {
          const options = { style: "currency", currency, currencyDisplay } as const;
          const text = new Intl.NumberFormat(locale, options).format(minor / 10 ** digits);
          for (const typed of [text, ` ${text} `, fullWidth(text)]) {
            expect([typed, amountOf(typed, code, digits)]).toEqual([typed, minor]);
            read += 1;
          }
        }
      }
    }
    expect(read).toBeGreaterThan(5_000);
  });
  test.each([
    ["30,000", 30_000],
    ["30000원", 30_000],
    ["30,000 원", 30_000],
    ["₩30,000", 30_000],
    ["￦30,000", 30_000],
    ["30 000", 30_000],
    ["30\u00a0000", 30_000],
    ["30'000", 30_000],
    ["３００００", 30_000],
    ["３０，０００원", 30_000],
    ["KRW 30000", 30_000],
    ["0", 0],
  ])("%j is %i won", (text, won) => {
    expect(amountOf(text, "KRW", 0)).toBe(won);
  });
  test.each([
    ["$12.50", 1_250],
    ["12.5", 1_250],
    ["US$ 1,234.56", 123_456],
    ["12.50 USD", 1_250],
    ["12,50", 1_250],
    ["0.07", 7],
  ])("%j is %i cents", (text, cents) => {
    expect(amountOf(text, "USD", 2)).toBe(cents);
  });
  test.each([
    ...["", " ", "-1", "−1", "1e3", "12.5", "30.000", "1,2", "1,0000", "1 00", "$30,000", "3만원"],
    ...[
      "NaN",
      "Infinity",
      "0x10",
      "١٢",
      "30,000원 이상",
      "9".repeat(13),
      "1,000,000,000,000",
      "₩",
      "원",
      "1,000 000",
    ],
    ...["<script>", "１２.5", "++1", "30,000,", ",300"],
  ])("%j is no amount of won", (text) => {
    expect(amountOf(text, "KRW", 0)).toBeNull();
  });
  test.each(["1.234", "12.345", "₩12", "12.", ".5", "1.234,5"])(
    "%j is no amount of euros",
    (text) => {
      expect(amountOf(text, "EUR", 2)).toBeNull();
    },
  );
});

describe("prices that other shops read wrongly", () => {
  test.each([
    ["2,4", "EUR", null, "OpenFoodNetwork 9473: became 24"],
    ["18,50", "EUR", 1_850, "Concrete community_store 418: became 18.00"],
    ["1.234,56", "EUR", 123_456, "Craft Commerce 442: was multiplied by 100 when saved again"],
    ["1,234,56", "EUR", null, "Spree 14091: became nothing"],
    ["9,99", "EUR", 999, "May 237: was refused"],
    ["1,250.95", "USD", 125_095, "Medusa 5566: groups taken for decimals"],
    ["0", "KRW", 0, "Vendure 2592: nothing is an amount; whether it is meant is asked elsewhere"],
    ["", "KRW", null, "Vendure 2917: no price is none, and is said to be"],
  ] as const)("%j of %s is %s (%s)", (text, currency, minor, _report) => {
    expect(amountOf(text, currency, currency === "KRW" ? 0 : 2)).toBe(minor);
  });
});

describe("a count as it is typed", () => {
  const MINUS = ["-", "−", "－", "﹣", "–", "—", "‐", "‑", "‒"];
  test.each(MINUS)("%j before it takes away", (minus) => {
    for (const count of [1, 2, 12, 1_200, 999_999]) {
      for (const text of [`${count}`, count.toLocaleString("ko"), fullWidth(`${count}`)]) {
        expect([minus, text, countOf(minus + text)]).toEqual([minus, text, -count]);
      }
    }
  });
  test.each([
    ["12", 12],
    ["+12", 12],
    ["＋１２", 12],
    ["1,200", 1_200],
    ["1 200", 1_200],
    ["12개", 12],
    ["500 g", 500],
    ["- 2", -2],
    ["-0", 0],
    ["0", 0],
  ])("%j is %i", (text, count) => {
    expect(Object.is(countOf(text), count)).toBe(true);
  });
  test.each([
    ...["", "-", "+", "1.5", "1e3", "0x10", "--2", "+-2", "2-", "1,2", "NaN", "1234567890"],
    ...["열둘", "12kg", "₩2"],
  ])("%j is none", (text) => {
    expect(countOf(text)).toBeNull();
  });
});
