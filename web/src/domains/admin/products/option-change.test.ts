import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { optionsAfter } from "./option-change.ts";

const form = (fields: Record<string, string>): PostedForm => ({
  lang: "en",
  text: (name) => fields[name] ?? "",
  all: () => [],
  file: null,
});
const both = (text: string) => ({ ko: text, en: text });
const options = ["colour", "size"].map((key) => ({
  key,
  name: both(key),
  values: ["a", "b"].map((value) => ({ key: value, label: both(value) })),
}));
const after = (fields: Record<string, string>) => optionsAfter(form(fields), options);
const begin = { act: "add-option", ownKey: "wood", "name.en": "Wood" };

describe("a form about a product's options", () => {
  test("begins an option with its first value, last", () => {
    const result = after({ ...begin, valueKey: "oak", "label.ko": "참나무" });
    expect(result.ok && result.value[2]).toEqual({
      key: "wood",
      name: { ko: "", en: "Wood" },
      values: [{ key: "oak", label: { ko: "참나무", en: "" } }],
    });
  });

  test("renames, takes away, and changes values of the one it names alone", () => {
    const renamed = after({ act: "save-option", of: "size", "name.ko": "크기" });
    expect(renamed.ok && renamed.value.map(({ name }) => name.ko)).toEqual(["colour", "크기"]);
    const left = after({ act: "remove-option", of: "colour" });
    expect(left.ok && left.value.map(({ key }) => key)).toEqual(["size"]);
    const valued = after({ act: "remove-value", of: "size", value: "a" });
    expect(valued.ok && valued.value.map(({ values }) => values.length)).toEqual([2, 1]);
  });

  test.each([
    ["nothing typed", begin, ["valueKey", "label"]],
    [
      "an option that is there",
      { ...begin, ownKey: "size", valueKey: "x", "label.en": "X" },
      ["ownKey"],
    ],
    ["no name", { act: "save-option", of: "size" }, ["name"]],
  ])("%s is refused by its fields", (_what, fields, paths) => {
    const refused = after(fields);
    expect(refused.ok ? [] : refused.error.errors?.map(({ path }) => path)).toEqual(paths);
  });

  test("an option that is not there is not found", () => {
    expect(after({ act: "add-value", of: "wood" })).toMatchObject({ error: { code: "not_found" } });
  });
});
