/** Reads what a form wants done to a list of named values. Pure. */
import { Key, namedText } from "@edgemart/contracts/catalog-admin";
import type { LocalText } from "@edgemart/contracts/locale";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { checked } from "../../../forms/posted/checked.ts";
import type { PostedForm } from "../../../forms/posted/form-request.ts";
import { localTextOf } from "./answer-write.ts";
import { listAfter, moveOf } from "./ordered-list.ts";

export interface NamedValue {
  key: string;
  label: LocalText;
}

/** The key somebody chooses; `key` is the form's own. */
const New = z.object({ ownKey: Key, label: namedText(80) });
const Named = z.object({ label: namedText(80) });
/** Fields of a value's row and of the form that adds one. */
export const VALUE_FIELDS = ["of", "value", "ownKey", "label.ko", "label.en"] as const;

/** @returns the list as it would be · `validation_failed` naming `ownKey` or `label` · `not_found` for no such act */
export function valuesAfter(form: PostedForm, values: readonly NamedValue[]): Result<NamedValue[]> {
  const act = form.text("act");
  const keyOf = ({ key }: NamedValue) => key;
  if (act === "add-value") {
    const input = checked(New, {
      ownKey: form.text("ownKey").trim(),
      label: localTextOf(form, "label"),
    });
    if (!input.ok) return input;
    const { ownKey: key, label } = input.value;
    if (values.some((value) => value.key === key)) return taken("ownKey");
    return ok(listAfter(values, keyOf, { act: "add", item: { key, label } }));
  }
  if (act === "save-value") {
    const input = checked(Named, { label: localTextOf(form, "label") });
    if (!input.ok) return input;
    const item = { key: form.text("value"), ...input.value };
    return ok(listAfter(values, keyOf, { act: "replace", item }));
  }
  const move = act.endsWith("-value") ? moveOf(act) : null;
  return move
    ? ok(listAfter(values, keyOf, { act: move, key: form.text("value") }))
    : err("not_found");
}

export function taken(path: string): Result<never> {
  return err("validation_failed", {
    errors: [{ path, code: "taken", message: "is there already" }],
  });
}
