import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { valuesAfter } from "./value-change.ts";

const form = (fields: Record<string, string>): PostedForm => ({
  lang: "en",
  text: (name) => fields[name] ?? "",
  all: () => [],
  file: null,
});
const values = ["oak", "ash"].map((key) => ({ key, label: { ko: key, en: key } }));
const after = (fields: Record<string, string>) => valuesAfter(form(fields), values);

describe("a form about named values", () => {
  test("adds one at the end, its texts trimmed", () => {
    const added = after({
      act: "add-value",
      ownKey: " elm ",
      "label.ko": " 느릅 ",
      "label.en": "",
    });
    expect(added.ok && added.value[2]).toEqual({ key: "elm", label: { ko: "느릅", en: "" } });
  });
  test("makes a key from the name where none is typed, another when it is taken", () => {
    const keys = ["Elm", "Ash", "♥"].map((name) => {
      const added = after({ act: "add-value", "label.en": name });
      return added.ok ? added.value[2]?.key : null;
    });
    expect(keys).toEqual(["elm", "ash-2", null]);
  });
  test("a move saves the names that are typed in its row, and is refused without one", () => {
    const fields = { act: "later-value", value: "oak", "label.ko": "참나무", "label.en": "" };
    const typed = { ...form(fields), all: (name: string) => (name in fields ? [""] : []) };
    const moved = valuesAfter(typed, values);
    expect(moved.ok && moved.value[1]).toEqual({ key: "oak", label: { ko: "참나무", en: "" } });
    const bare = { ...typed, text: (name: string) => (name === "act" ? "later-value" : "") };
    expect(valuesAfter(bare, values)).toMatchObject({ error: { code: "validation_failed" } });
  });
  test("renames and moves the one it names, whatever else it says", () => {
    const renamed = after({ act: "save-value", value: "oak", ownKey: "ash", "label.en": "Oak" });
    expect(renamed.ok && renamed.value[0]).toEqual({ key: "oak", label: { ko: "", en: "Oak" } });
    const moved = after({ act: "later-value", value: "oak" });
    expect(moved.ok && moved.value.map(({ key }) => key)).toEqual(["ash", "oak"]);
  });
  test.each([
    [
      "no key, and a name that makes none",
      { act: "add-value", "label.en": "♥" },
      [["ownKey", "missing"]],
    ],
    [
      "a key of other letters",
      { act: "add-value", ownKey: "느릅", "label.en": "Elm" },
      [["ownKey", "invalid"]],
    ],
    [
      "a key that is there",
      { act: "add-value", ownKey: "oak", "label.en": "Elm" },
      [["ownKey", "taken"]],
    ],
    ["no name", { act: "save-value", value: "oak" }, [["label", "invalid"]]],
  ])("%s is refused by its field", (_what, fields, errors) => {
    const refused = after(fields);
    const found = refused.ok ? [] : (refused.error.errors ?? []);
    expect(found.map(({ path, code }) => [path, code])).toEqual(errors);
  });
  test.each(["", "later", "drop-value"])("the act '%s' is none of these", (act) => {
    expect(after({ act, value: "oak" })).toMatchObject({ ok: false, error: { code: "not_found" } });
  });
});
