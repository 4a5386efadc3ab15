import { describe, expect, test } from "vitest";
import {
  ANONYMOUS_KEY_CHARS_MIN,
  idempotencyKeyOf,
  spellIdempotencyKey,
} from "./idempotency-key.ts";

const read = (canonical?: string, alias?: string, charsMin?: number) =>
  idempotencyKeyOf(canonical, alias, charsMin);
const key = (text: string) => ({ ok: true, value: text });
const malformed = { ok: false, error: { code: "idempotency_key_malformed" } };
const ambiguous = { ok: false, error: { code: "idempotency_key_ambiguous" } };

describe("gateway 1: one key under two names", () => {
  test("either name alone names the key, and none is no key", () => {
    expect(read("abc")).toEqual(key("abc"));
    expect(read(undefined, "abc")).toEqual(key("abc"));
    expect(read()).toEqual({ ok: true, value: null });
  });

  test("both names may be sent when they name the same key, in either spelling", () => {
    expect(read("abc", "abc")).toEqual(key("abc"));
    expect(read('"abc";v=1', "abc")).toEqual(key("abc"));
    expect(read("abc", "abd")).toEqual(ambiguous);
  });

  test.each(["a, a", "a,b", '"a", "a"', '"a,b"', '"a";p="x,y"', ","])(
    "a comma (%s) is more than one value",
    (value) => expect(read(value)).toEqual(ambiguous),
  );
});

describe("gateway 2: a String of RFC 8941 or a bare token", () => {
  test.each([
    ['"abc"', "abc"],
    ['"abc";a', "abc"],
    ['"abc"; a=1;b="x;y";c=?0;d=:AQ==:;e=tok/en;f=-1.5', "abc"],
    ['"abc";p="a\\"b"', "abc"],
    ["abc;a=1", "abc"],
    ['"a;b"', "a;b"],
    ["8e03978e-40d5-43e8-bc93-6894a57f9324", "8e03978e-40d5-43e8-bc93-6894a57f9324"],
  ])("%s names %s", (value, expected) => expect(read(value)).toEqual(key(expected)));

  test.each(['"abc', 'abc"', '"abc"x', '"abc" ;a', '"abc";', '"abc";A=1', "abc;", "abc;a=(1)"])(
    "%s is not one item",
    (value) => expect(read(value)).toEqual(malformed),
  );
});

describe("gateway 3: 1 to 255 visible ASCII characters", () => {
  test("every visible character but quote, backslash and comma may stand in a key", () => {
    for (let code = 0; code < 0x100; code++) {
      const sign = String.fromCharCode(code);
      const allowed = code >= 0x21 && code <= 0x7e && !'"\\,'.includes(sign);
      expect([code, read(`"a${sign}b"`).ok]).toEqual([code, allowed]);
    }
  });

  test("255 characters pass and 256 do not, however they are spelt", () => {
    for (const spell of [(text: string) => text, (text: string) => `"${text}"`]) {
      expect(read(spell("k".repeat(255)))).toEqual(key("k".repeat(255)));
      expect(read(spell("k".repeat(256)))).toEqual(malformed);
      expect(read(spell(""))).toEqual(malformed);
    }
  });

  test.each([".", ".."])("%s has no status address and is no key", (text) => {
    for (const value of [text, `"${text}"`, `${text};a=1`, `"${text}";a`]) {
      expect(read(value)).toEqual(malformed);
      expect(read(undefined, value)).toEqual(malformed);
    }
    expect(read(`${text}.a`)).toEqual(key(`${text}.a`));
    expect(read("...")).toEqual(key("..."));
  });

  test("an escape always stands for a character no key holds", () => {
    expect(read('"a\\"b"')).toEqual(malformed);
    expect(read('"a\\\\b"')).toEqual(malformed);
  });

  test("a hostile value is refused in linear time", () => {
    const begun = performance.now();
    expect(read(`"a"${";a=1".repeat(20_000)}!`)).toEqual(malformed);
    expect(read(`"${"a".repeat(100_000)}`)).toEqual(malformed);
    expect(performance.now() - begun).toBeLessThan(200);
  });
});

describe("gateway 4: without a member the key is the secret", () => {
  test("an anonymous key has at least 21 characters, counted without its quotes", () => {
    const short = "k".repeat(ANONYMOUS_KEY_CHARS_MIN - 1);
    expect(read(short, undefined, ANONYMOUS_KEY_CHARS_MIN)).toEqual(malformed);
    expect(read(`"${short}"`, undefined, ANONYMOUS_KEY_CHARS_MIN)).toEqual(malformed);
    expect(read(`${short}k`, undefined, ANONYMOUS_KEY_CHARS_MIN)).toEqual(key(`${short}k`));
    expect(read(short)).toEqual(key(short));
  });
});

describe("gateway 1, 2, 3: on random values", () => {
  // Mulberry32: the same values on every machine.
  let state = 20_261_120;
  const random = (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
  const signs = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join("");
  const VISIBLE = Array.from({ length: 0x7e - 0x20 }, (_, at) => String.fromCharCode(0x21 + at));
  const KEY = VISIBLE.filter((sign) => !'"\\,'.includes(sign)).join("");
  const keySigns = (length: number) => {
    const text = signs(KEY, length);
    return /^\.\.?$/.test(text) ? "k" : text;
  };
  const PARAMETERS = ["", ";a", "; a=1", ';v="x y"', ";a;b=?1; c=tok", ";n=-1.5;t=:AQ==:"];
  const pick = <T>(all: readonly T[]) => all[random(all.length)] as T; // never out of bounds

  test("every key, in every spelling and under either name, is that key", () => {
    for (let round = 0; round < 3_000; round++) {
      const text = keySigns(1 + random(255));
      const spellings = [`"${text}"${pick(PARAMETERS)}`];
      // Bare, a semicolon begins the parameters.
      if (!text.includes(";")) spellings.push(text, `${text}${pick(PARAMETERS)}`);
      for (const one of spellings) {
        expect(read(one)).toEqual(key(text));
        expect(read(undefined, one)).toEqual(key(text));
        expect(read(one, pick(spellings))).toEqual(key(text));
      }
    }
  });

  test("a key that is handed on is read as the same key, at every door it passes", () => {
    for (let round = 0; round < 3_000; round++) {
      const text = keySigns(1 + random(255));
      const sent = spellIdempotencyKey(text);
      expect(read(sent)).toEqual(key(text));
      expect(read(undefined, sent)).toEqual(key(text));
      expect(read(sent, sent)).toEqual(key(text));
    }
  });

  test("two keys are never one, and a key is what it is read from", () => {
    for (let round = 0; round < 3_000; round++) {
      const [one, two] = [keySigns(1 + random(8)), keySigns(1 + random(8))];
      if (one !== two) expect(read(`"${one}"`, `"${two}"`)).toEqual(ambiguous);
    }
  });

  test("whatever arrives is a key of the alphabet, no key, or one of two refusals", () => {
    const alphabet = `${VISIBLE.join("")}\t \u0000\u007f\u00e9"";;;==,`;
    for (let round = 0; round < 20_000; round++) {
      const value = signs(alphabet, random(24));
      const found = read(value);
      if (found.ok) {
        expect([...(found.value ?? "")].every((sign) => KEY.includes(sign))).toBe(true);
        expect(value.replace(/^"/, "").startsWith(found.value ?? "-")).toBe(true);
        expect(read(`"${found.value}"`)).toEqual(found);
      } else expect([malformed, ambiguous]).toContainEqual(found);
    }
  });
});
