/** What an administrator does to an attribute of the facets and to its values. */
import { Key } from "@edgemart/contracts/catalog-fields";
import { err, type Result } from "@edgemart/contracts/result";
import { z } from "zod";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import {
  changeAttribute,
  createAttribute,
  fetchAttributes,
  removeAttribute,
} from "#api/catalog-structure.ts";
import {
  answerWrite,
  countIn,
  type Done,
  localTextOf,
  saying,
  sayingRow,
  typedIn,
} from "#domains/admin/parts/answer-write.ts";
import { underSlug } from "#domains/admin/parts/chosen-slug.ts";
import { VALUE_FIELDS, valuesAfter } from "#domains/admin/parts/value-change.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";

const LIST = "/admin/attributes";

/** Answers 303 to the attribute's page, or to the list. The button pressed says what is done. */
export function editAttribute(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf(form) {
      const key = Key.safeParse(form.text("id")).data;
      const fields = form.text("act").endsWith("-value")
        ? VALUE_FIELDS
        : ["ownKey", "name.ko", "name.en", "position"];
      return {
        name: "attribute",
        path: key ? `${LIST}/${key}` : LIST,
        part: partOf(form.text("act")),
        typed: typedIn(form, fields),
      };
    },
    act,
    fieldOf: { slug_taken: "ownKey" },
  });
}

function partOf(act: string): string {
  if (act.endsWith("-value")) return "values";
  return act === "create" ? "new" : act === "remove" ? "removal" : "basics";
}

async function act(form: PostedForm, by: Required<CatalogWrite>): Promise<Result<Done>> {
  const input = { name: localTextOf(form, "name"), position: countIn(form, "position") };
  if (form.text("act") === "create") {
    // The field of this name is the form's own key.
    const field = { field: "ownKey", name: input.name, max: 40 };
    const made = await underSlug(form, by, field, async (ownKey, once) => {
      const chosen = checked(z.object({ ownKey: Key }), { ownKey });
      if (!chosen.ok) return chosen;
      return createAttribute(once, { ...input, key: chosen.value.ownKey, values: [] });
    });
    return saying("attribute_created", made, made.ok ? `${LIST}/${made.value.key}` : LIST);
  }
  const key = Key.safeParse(form.text("id")).data;
  if (!key) return err("not_found");
  switch (form.text("act")) {
    case "save":
      return saying("attribute_saved", await changeAttribute(by, key, input));
    case "remove":
      return saying("attribute_removed", await removeAttribute(by, key), LIST);
    default: {
      const listed = await fetchAttributes(by.accessToken);
      if (!listed.ok) return listed;
      const now = listed.value.items.find((each) => each.key === key);
      const values = now ? valuesAfter(form, now.values) : err("not_found");
      if (!values.ok) return values;
      const changed = await changeAttribute(by, key, { values: values.value });
      return sayingRow(form, "values_saved", changed);
    }
  }
}
