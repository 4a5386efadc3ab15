import { type AdminProduct, ProductPatch } from "@edgemart/contracts/catalog-products";
import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { en } from "#messages/en.ts";
import { ko } from "#messages/ko.ts";
import { PRODUCT_FIELDS } from "./product-fields.ts";
import { patchOf } from "./product-input.ts";
import { textDifferences } from "./text-differences.ts";

const stored = {
  title: { ko: "달항아리", en: "Moon jar" },
  description: { ko: "한 줄\n두 줄", en: "One line\ntwo lines" },
  slug: "moon-jar",
  tags: ["white", "large"],
  brand: "onda",
  category: "tableware",
  status: "active" as const,
};
// As much of a product as its texts, place and state.
const product = stored as unknown as AdminProduct;
const formOf = (fields: Record<string, string>) => {
  const all = new Map(PRODUCT_FIELDS.map(({ name, stored: text }) => [name, text(product)]));
  const text = (name: string) => fields[name] ?? all.get(name) ?? "";
  return { text, all: () => [], lang: "en", file: null } as unknown as PostedForm;
};

describe("the table of a product's fields", () => {
  test("a form posted as it was shown changes nothing, and is what the contract takes", () => {
    const patch = ProductPatch.parse(patchOf(formOf({})));
    expect(patch).toMatchObject(stored);
    const names = new Set(PRODUCT_FIELDS.map(({ name }) => name.split(".")[0]));
    expect(new Set(Object.keys(patch))).toEqual(names);
  });

  test("what is typed is what is changed; line ends and spaces are as they are kept", () => {
    const typed = { "title.en": " Jar ", "description.ko": "한\r\n둘", tags: "a, ,b", status: "x" };
    expect(patchOf(formOf(typed))).toMatchObject({
      ...stored,
      title: { ko: "달항아리", en: "Jar" },
      description: { ko: "한\n둘", en: "One line\ntwo lines" },
      tags: ["a", "b"],
      status: "draft",
    });
  });

  test("a conflict shows each field once, choices by their names, in both languages", () => {
    const name = { ko: "온다", en: "Onda" };
    const choices = { brands: [{ slug: "onda", name }], categories: [] } as never;
    for (const [lang, messages] of [
      ["ko", ko],
      ["en", en],
    ] as const) {
      const typed = { brand: "other", status: "draft" } as Record<string, string>;
      const value = (field: string, text: string) => typed[field] ?? text;
      const shown = textDifferences({
        lang,
        messages,
        product,
        value,
        ...(choices as object),
      } as never);
      const texts = messages.admin.product;
      expect(shown.map(([label]) => label)).toEqual(
        PRODUCT_FIELDS.map(({ label }) => texts[label]),
      );
      const { statuses } = messages.admin.products;
      expect(shown).toContainEqual([texts.brand, name[lang], "other"]);
      expect(shown).toContainEqual([texts.status, statuses.active, statuses.draft]);
    }
  });
});
