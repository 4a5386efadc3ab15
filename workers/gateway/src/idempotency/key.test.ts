import { describe, expect, test } from "vitest";
import { ANONYMOUS_KEY_CHARS_MIN, presentedKey } from "./key.ts";

const read = (canonical?: string, alias?: string) => presentedKey(canonical, alias, false);
const key = (text: string) => ({ ok: true, key: text });
const malformed = { ok: false, code: "idempotency_key_malformed" };
const ambiguous = { ok: false, code: "idempotency_key_ambiguous" };

describe("gateway 1: one key under two names", () => {
  test("either name alone names the key, and none is no key", () => {
    expect(read("abc")).toEqual(key("abc"));
    expect(read(undefined, "abc")).toEqual(key("abc"));
    expect(read()).toEqual({ ok: true, key: null });
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
    expect(presentedKey(short, undefined, true)).toEqual(malformed);
    expect(presentedKey(`"${short}"`, undefined, true)).toEqual(malformed);
    expect(presentedKey(`${short}k`, undefined, true)).toEqual(key(`${short}k`));
    expect(presentedKey(short, undefined, false)).toEqual(key(short));
  });
});
