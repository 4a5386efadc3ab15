import { describe, expect, it } from "vitest";
import { parseJsonObject } from "./json-text.ts";

const refused = (text: string) => parseJsonObject(text).ok === false;

describe("strict JSON (auth 5, attacks 50, 51)", () => {
  it("takes what JSON.parse takes, when it is one object", () => {
    const value = { a: [1, { b: 'x:{}[],"\\' }], c: null, é: "ü" };
    expect(parseJsonObject(JSON.stringify(value))).toEqual({ ok: true, value });
  });

  it.each(["null", "[]", "1", '"x"', "", "{", "{}x", '{"a":1,}', "{a:1}"])("refuses %s", (text) => {
    expect(refused(text)).toBe(true);
  });

  it("refuses a repeated key at any depth and in any spelling", () => {
    expect(refused('{"a":1,"a":2}')).toBe(true);
    expect(refused('{"o":{"a":1,"\\u0061":2}}')).toBe(true);
    expect(refused('{"o":{"a":1},"p":{"a":1},"q":["a","a"]}')).toBe(false);
  });

  it.each(["__proto__", "constructor", "prototype"])("refuses the key %s", (key) => {
    expect(refused(`{"x":{"${key}":{"role":"admin"}}}`)).toBe(true);
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  });

  it("refuses nesting deeper than eight, however deep, without parsing it", () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    expect(refused(nested(8))).toBe(false);
    expect(refused(nested(9))).toBe(true);
    expect(refused(`{"a":${"[".repeat(100_000)}`)).toBe(true);
  });
});
