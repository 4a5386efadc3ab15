import { describe, expect, test } from "vitest";
import { normalizeEmail } from "./email.ts";

/** With `.com` it has 254 characters, the most that mail can be sent to; no part of it is too long. */
const LONG = `${"a".repeat(64)}@${["b", "c", "d"].map((sign) => sign.repeat(58)).join(".")}.${"e".repeat(8)}`;

describe("e-mail addresses (auth 10)", () => {
  test.each([
    ["User@X.com", "user@x.com"],
    ["a+1@x.com", "a+1@x.com"],
    ["a.b@x.com", "a.b@x.com"],
    ["mina@한국.kr", "mina@xn--3e0b707e.kr"],
    ["a@x.1a", "a@x.1a"],
    ["a@x.a1", "a@x.a1"],
    ["a@x.12.com", "a@x.12.com"],
    [`${LONG}.com`, `${LONG}.com`],
    ["o'neil@mail.example.co.kr", "o'neil@mail.example.co.kr"],
  ])("%s is one account: %s", (address, norm) => {
    expect(normalizeEmail(address)).toBe(norm);
  });

  test.each([
    ["no at", "mina.example.com"],
    ["two at", "a@b@x.com"],
    ["quoted local (attack 59)", '"a b"@x.com'],
    ["IP literal", "a@[127.0.0.1]"],
    ["IP address", "a@127.0.0.1"],
    ["one label", "a@localhost"],
    ["trailing dot", "a@x.com."],
    ["list", "a@x.com,b@x.com"],
    ["space before", " a@x.com"],
    ["space after", "a@x.com "],
    ["line break (attack 56)", "a@x.com\r\nBcc: b@x.com"],
    ["full-width at (attack 57)", "a＠x.com"],
    ["zero-width joiner", "a\u200d@x.com"],
    ["right-to-left override", "a@x\u202e.com"],
    ["no-break space", "a\u00a0b@x.com"],
    ["Cyrillic local", "\u0430dmin@x.com"],
    ["Kelvin sign, whose lower case is k", "quac\u212a@x.com"],
    ["dotless i, whose upper case is I", "m\u0131na@x.com"],
    ["dotted I", "m\u0130na@x.com"],
    ["Kelvin sign in the domain", "a@quac\u212a.com"],
    ["port", "a@x.com:80"],
    ["path", "a@x.com/y"],
    ["user info", "a@b:c.com"],
    [
      "300 characters",
      `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(120)}.com`,
    ],
    ["255 characters", `${LONG}e.com`],
    ["a local part of 65", `${"a".repeat(65)}@x.com`],
    ["full-width domain", "a@ｘ.com"],
    ["empty local", "@x.com"],
    ["empty", ""],
  ])("refuses %s", (_, address) => {
    expect(normalizeEmail(address)).toBeNull();
  });

  test.each(["\ufe0f", "\u034f", "\u180b", "\ufe00", "\u{e0100}", "\u115f", "\u17b4", "\u200c"])(
    "refuses %j in a domain, where it is shown as nothing",
    (sign) => {
      for (const domain of [`x${sign}.com`, `x.${sign}com`, `x.com${sign}`, `한${sign}국.kr`]) {
        expect([domain, normalizeEmail(`a@${domain}`)]).toEqual([domain, null]);
      }
    },
  );

  test("repairs no domain: a sign that is taken makes another address, at every code point", () => {
    for (let point = 0x80; point <= 0x10_ffff; point++) {
      const sign = String.fromCodePoint(point);
      if (!/[\p{L}\p{N}\p{M}]/u.test(sign)) continue;
      if (normalizeEmail(`a@xy${sign}z.com`) === "a@xyz.com") {
        throw new Error(`U+${point.toString(16)} vanishes`);
      }
    }
  });

  test("keeps homographs apart: a Cyrillic domain is another address than the Latin one", () => {
    expect(normalizeEmail("a@ex\u0430mple.com")).not.toBe(normalizeEmail("a@example.com"));
    expect(normalizeEmail("a@g\u0131thub.com")).not.toBe(normalizeEmail("a@github.com"));
  });
});
