import { Slug } from "@edgemart/contracts/catalog";
import { Key } from "@edgemart/contracts/catalog-fields";
import { describe, expect, test } from "vitest";
import { categories, products } from "../../../../../tools/seed/catalog.ts";
import { romanised, suggestedSlug } from "./suggested-slug.ts";

describe("a slug made from a name", () => {
  test.each([
    ["한글", "hangeul"],
    ["달빛 머그", "dalbit meogeu"],
    ["서울", "seoul"],
    ["달리기", "dalligi"],
    ["책이", "chaegi"],
    ["강아지", "gangaji"],
    ["옷걸이", "otgeori"],
    ["A5 노트", "A5 noteu"],
  ])("%s is written %s", (korean, latin) => {
    expect(romanised(korean)).toBe(latin);
  });
  test.each([
    [{ ko: "달빛 머그", en: "Moonlight Mug (350 ml)" }, "moonlight-mug-350-ml"],
    [{ ko: "달빛 머그", en: "" }, "dalbit-meogeu"],
    [{ ko: "", en: "Café crème — L’été" }, "cafe-creme-lete"],
    [{ ko: "２０２６ 봄", en: " " }, "2026-bom"],
    [{ ko: "♥", en: "!!" }, ""],
    // FriendlyId 395 and Laravel.io 482: Korean names made an empty slug; Medusa 14378: "-" was sent to the catalog.
    [{ ko: "신품", en: "" }, "sinpum"],
    [{ ko: "한글 테스트", en: "" }, "hangeul-teseuteu"],
    [{ ko: "", en: "كتاب" }, ""],
    [{ ko: "كتاب 2", en: "—" }, "2"],
  ])("of %j is %j", (name, slug) => {
    expect(suggestedSlug(name)).toBe(slug);
  });
  test("of every product and category of the demo shop is a slug, from either name, and a key when shortened", () => {
    for (const { ko, en } of [...products.map((p) => p.title), ...categories.map((c) => c.name)]) {
      for (const name of [
        { ko, en },
        { ko, en: "" },
      ]) {
        expect([name, Slug.safeParse(suggestedSlug(name)).success]).toEqual([name, true]);
        expect([name, Key.safeParse(suggestedSlug(name, 40)).success]).toEqual([name, true]);
      }
    }
  });
  test("stays within its length", () => {
    expect(suggestedSlug({ ko: "가".repeat(200), en: "" }, 40).length).toBeLessThanOrEqual(40);
    expect(suggestedSlug({ ko: "", en: `${"a".repeat(39)} b` }, 40)).toBe("a".repeat(39));
  });
});
