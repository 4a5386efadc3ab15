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

const Value = z.object({ key: Key, label: namedText(80) });
/** Fields of a value's row and of the form that adds one. */
export const VALUE_FIELDS = ["of", "value", "key", "label.ko", "label.en"] as const;

/** @returns the list as it would be · `validation_failed` naming `key` or `label` · `not_found` for no such act */
export function valuesAfter(form: PostedForm, values: readonly NamedValue[]): Result<NamedValue[]> {
  const act = form.text("act");
  const keyOf = ({ key }: NamedValue) => key;
  if (act === "add-value" || act === "save-value") {
    const isNew = act === "add-value";
    const key = isNew ? form.text("key").trim() : form.text("value");
    const item = checked(Value, { key, label: localTextOf(form, "label") });
    if (!item.ok) return item;
    if (isNew && values.some((value) => value.key === key)) {
      return err("validation_failed", {
        errors: [{ path: "key", code: "taken", message: "is there already" }],
      });
    }
    const { value } = item;
    return ok(listAfter(values, keyOf, { act: isNew ? "add" : "replace", item: value }));
  }
  const move = act.endsWith("-value") ? moveOf(act) : null;
  return move
    ? ok(listAfter(values, keyOf, { act: move, key: form.text("value") }))
    : err("not_found");
}
