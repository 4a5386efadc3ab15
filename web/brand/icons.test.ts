import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { TOKENS } from "../src/domains/design/tokens.ts";
import { ICONS, renderFavicon, renderIcon, renderPreview } from "./render-icons.ts";

const WEB = join(import.meta.dirname, "..");
const file = (name: string) => join(WEB, "public", name);

/** Mean of each channel, whatever compressed the file. */
async function means(image: string | Buffer): Promise<number[]> {
  const { channels } = await sharp(image).stats();
  return channels.map(({ mean }) => Math.round(mean));
}

describe("brand", () => {
  test.each(ICONS)("$file is the mark as it is now, in its size", async (icon) => {
    const { width, height } = await sharp(file(icon.file)).metadata();
    expect([width, height]).toEqual([icon.size, icon.size]);
    expect(await means(file(icon.file))).toEqual(await means(await renderIcon(icon)));
  });
  test("storefront B22: /favicon.ico is the mark as it is now, as PNG in an icon file", async () => {
    const ico = readFileSync(file("favicon.ico"));
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4), ico.readUInt32LE(14)]).toEqual([
      1,
      1,
      ico.length - 22,
    ]);
    const drawn = (await renderFavicon()).subarray(22);
    expect(await means(ico.subarray(22))).toEqual(await means(drawn));
  });
  test("the preview of links is the mark as it is now", async () => {
    expect(await means(file("og.png"))).toEqual(await means(await renderPreview()));
  });
  test.each(["ko", "en"])(
    "the manifest in %s names icons that are there, and the theme's ground",
    (lang) => {
      const manifest = JSON.parse(readFileSync(file(`manifest-${lang}.webmanifest`), "utf8"));
      for (const { src } of manifest.icons)
        expect(readFileSync(file(src)).byteLength).toBeGreaterThan(100);
      const tokens = readFileSync(join(WEB, "src/styles/tokens.css"), "utf8");
      expect(tokens).toContain(`--paper: light-dark(${manifest.background_color}, `);
    },
  );
  test("the page of the design language shows every colour, text size and space there is", () => {
    const tokens = readFileSync(join(WEB, "src/styles/tokens.css"), "utf8");
    const declared = new Set(
      [...tokens.matchAll(/--([a-z0-9-]+):/g)].map(([, name]) => name ?? ""),
    );
    const shown = Object.values(TOKENS).flat() as string[];
    expect(shown.filter((name) => !declared.has(name))).toEqual([]);
    const families = [...declared].filter((name) => /^(text|space)-/.test(name));
    expect(families.filter((name) => !shown.includes(name))).toEqual([]);
  });
});

describe("contrast of the tokens", () => {
  const text = readFileSync(join(WEB, "src/styles/tokens.css"), "utf8");
  const both = /--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
  const themeOf = (at: 2 | 3) =>
    new Map([...text.matchAll(both)].map((found) => [found[1], found[at]]));
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (theme: ReturnType<typeof themeOf>, one: string, other: string) => {
    const colour = (name: string) => theme.get(name) ?? "#000000";
    const [high = 0, low = 0] = [luminance(colour(one)), luminance(colour(other))].sort(
      (a, b) => b - a,
    );
    return (high + 0.05) / (low + 0.05);
  };
  test.each([
    ["light", themeOf(2)],
    ["dark", themeOf(3)],
  ])("%s: text at least 4.5, borders of controls at least 3", (_name, theme) => {
    for (const ground of ["paper", "surface", "sunk"]) {
      for (const ink of TOKENS.inks) expect(ratio(theme, ink, ground)).toBeGreaterThanOrEqual(4.5);
      for (const line of ["line-strong", "focus"])
        expect(ratio(theme, line, ground)).toBeGreaterThanOrEqual(3);
    }
    expect(ratio(theme, "on-accent", "accent")).toBeGreaterThanOrEqual(4.5);
    for (const ground of ["accent-soft", "error-soft"])
      expect(ratio(theme, "ink", ground)).toBeGreaterThanOrEqual(4.5);
  });
});
