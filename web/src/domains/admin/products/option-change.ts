/** A product's options after what a form wants done to them. Pure. */
import { Key, namedText } from "@edgemart/contracts/catalog-fields";
import type { ProductOption } from "@edgemart/contracts/catalog-product-fields";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { localTextOf } from "../parts/answer-write.ts";
import { listAfter } from "../parts/ordered-list.ts";
import { keyOrMade, taken, valuesAfter } from "../parts/value-change.ts";

const Name = z.object({ name: namedText(80) });
/** An option has one value at least, so the first comes with it. */
const Begun = Name.extend({ ownKey: Key, valueKey: Key, label: namedText(80) });

/**
 * @param form `of` names the option it is about
 * @returns `validation_failed` naming `ownKey`, `name`, `valueKey` or `label` · `not_found` for no such option or act;
 *   whether variants allow it is the catalog's to say
 */
export function optionsAfter(
  form: PostedForm,
  options: readonly ProductOption[],
): Result<ProductOption[]> {
  const act = form.text("act");
  const keyOf = ({ key }: ProductOption) => key;
  if (act === "add-option") return begun(form, options);
  const now = options.find(({ key }) => key === form.text("of"));
  if (!now) return err("not_found");
  if (act === "remove-option") {
    return ok(listAfter(options, keyOf, { act: "remove", key: now.key }));
  }
  if (act === "save-option") {
    const name = checked(Name, { name: localTextOf(form, "name") });
    if (!name.ok) return name;
    return ok(listAfter(options, keyOf, { act: "replace", item: { ...now, ...name.value } }));
  }
  const values = valuesAfter(form, now.values);
  if (!values.ok) return values;
  const item = { ...now, values: values.value };
  return ok(listAfter(options, keyOf, { act: "replace", item }));
}

function begun(form: PostedForm, options: readonly ProductOption[]): Result<ProductOption[]> {
  const typed = { name: localTextOf(form, "name"), label: localTextOf(form, "label") };
  const input = checked(Begun, {
    ...typed,
    ownKey: keyOrMade(form.text("ownKey"), typed.name, options),
    valueKey: keyOrMade(form.text("valueKey"), typed.label, []),
  });
  if (!input.ok) return input;
  const { ownKey: key, name, valueKey, label } = input.value;
  if (options.some((option) => option.key === key)) return taken("ownKey");
  return ok([...options, { key, name, values: [{ key: valueKey, label }] }]);
}
