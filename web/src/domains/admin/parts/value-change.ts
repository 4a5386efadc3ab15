/** Reads what a form wants done to a list of named values. Pure. */
import { Key, namedText } from "@edgemart/contracts/catalog-fields";
import type { LocalText } from "@edgemart/contracts/locale";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { localTextOf } from "./answer-write.ts";
import { listAfter, moveOf } from "./ordered-list.ts";
import { suggestedSlug } from "./suggested-slug.ts";

/** A value with its key and its label in both languages. */
export interface NamedValue {
  key: string;
  label: LocalText;
}

/** The key that was chosen; `key` is the form's own. */
const New = z.object({ ownKey: Key, label: namedText(80) });
const Named = z.object({ label: namedText(80) });
/** Fields of a value's row and of the form that adds one. */
export const VALUE_FIELDS = ["of", "value", "ownKey", "label.ko", "label.en"] as const;

/** @returns the list as it would be · `validation_failed` naming `ownKey` or `label` · `not_found` for no such act */
export function valuesAfter(form: PostedForm, values: readonly NamedValue[]): Result<NamedValue[]> {
  const act = form.text("act");
  const keyOf = ({ key }: NamedValue) => key;
  if (act === "add-value") {
    const label = localTextOf(form, "label");
    const ownKey = keyOrMade(form.text("ownKey"), label, values);
    const input = checked(New, { ownKey, label });
    if (!input.ok) return input;
    const { ownKey: key } = input.value;
    if (values.some((value) => value.key === key)) return taken("ownKey");
    return ok(listAfter(values, keyOf, { act: "add", item: { key, label: input.value.label } }));
  }
  if (act === "save-value") {
    const input = checked(Named, { label: localTextOf(form, "label") });
    if (!input.ok) return input;
    const item = { key: form.text("value"), ...input.value };
    return ok(listAfter(values, keyOf, { act: "replace", item }));
  }
  const move = act.endsWith("-value") ? moveOf(act) : null;
  if (!move) return err("not_found");
  const key = form.text("value");
  const named = move === "remove" ? ok([...values]) : renamed(form, key, values);
  return named.ok ? ok(listAfter(named.value, keyOf, { act: move, key })) : named;
}

/** The key as typed, else one made from the name that no other of them has. */
export function keyOrMade(
  typed: string,
  name: LocalText,
  others: readonly { key: string }[],
): string {
  const made = typed.trim() || suggestedSlug(name, 36);
  if (typed.trim() || !made) return typed.trim();
  const taken = new Set(others.map(({ key }) => key));
  const free = [made, ...[2, 3, 4, 5, 6, 7, 8, 9].map((at) => `${made}-${at}`)];
  return free.find((key) => !taken.has(key)) ?? made;
}

/** A move saves the names that are typed in its row, where the form has any. */
function renamed(
  form: PostedForm,
  key: string,
  values: readonly NamedValue[],
): Result<NamedValue[]> {
  if (form.all("label.ko").length + form.all("label.en").length === 0) return ok([...values]);
  const input = checked(Named, { label: localTextOf(form, "label") });
  if (!input.ok) return input;
  return ok(
    listAfter(values, (value) => value.key, { act: "replace", item: { key, ...input.value } }),
  );
}

/** Refuses a field because another row has the same. */
export function taken(path: string): Result<never> {
  return err("validation_failed", {
    errors: [{ path, code: "taken", message: "is there already" }],
  });
}
