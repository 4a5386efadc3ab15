/** Walks the storefront's sources: what listens to keys or takes over what was typed does it in the one right way. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isComposing } from "./composing.ts";

const SRC = join(import.meta.dirname, "..");
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes(".test."))
  .map((path) => ({ path, text: readFileSync(join(SRC, path), "utf8") }));
const named = (pattern: RegExp) =>
  sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe("storefront B15: composition", () => {
  test.each([
    [{ isComposing: true, keyCode: 13 }, true],
    [{ isComposing: false, keyCode: 229 }, true],
    [{ isComposing: false, keyCode: 13 }, false],
    [{ isComposing: false, keyCode: 27 }, false],
  ])("%j belongs to an input method: %s", (event, is) => {
    expect(isComposing(event)).toBe(is);
  });

  test("every handler of keys asks first", () => {
    const handlers = named(/onKey(Down|Up|Press)\b|["']key(down|up|press)["']/);
    expect(handlers.length).toBeGreaterThan(2);
    expect(handlers.filter((path) => !named(/isComposing\(/).includes(path))).toEqual([]);
  });
});

describe("storefront A1: what was typed before the script was there", () => {
  test("a textarea is drawn in one place, which keeps it", () => {
    expect(named(/<textarea/)).toEqual(["forms/fields/text-area.tsx"]);
  });

  test("every controlled field is one of those that take over what the page holds", () => {
    const controlled = named(
      /<input\b[^>]*?\b(checked|value)=\{[^>]*?\bonChange=|<input\b[^>]*?\bonChange=[^/]*?\b(checked|value)=\{/s,
    );
    expect(controlled.sort()).toEqual([
      "domains/catalog/option-choice.tsx",
      "domains/catalog/search-box.tsx",
      "shell/theme-choice.tsx",
    ]);
  });
});
