/** What an administrator does to one product: its texts, its variants. */
import { ProductId, VariantId } from "@edgemart/contracts/ids";
import { err, ok, type Result } from "@edgemart/contracts/result";
import {
  addVariant,
  addVariants,
  type CatalogWrite,
  changeProduct,
  createProduct,
  putVariant,
  removeVariant,
} from "#api/catalog-admin.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import type { Place } from "#forms/posted/submission.ts";
import { countOf } from "#forms/posted/typed-number.ts";
import { answerWrite, type Done, typedIn } from "../parts/answer-write.ts";
import { underSlug } from "../parts/chosen-slug.ts";
import { pickedVariants, rowErrors } from "./missing-variants.ts";
import { PRODUCT_FIELDS } from "./product-fields.ts";
import { newProduct, patchOf, variantOf } from "./product-input.ts";

const TEXTS = PRODUCT_FIELDS.map(({ name }) => name);
const VARIANT = ["sku", "price", "compareAtPrice", "weightGrams", "initialStock"] as const;
const FIELD_OF = { slug_taken: "slug", sku_taken: "sku" } as const;

/** Answers 303 to the product's page. The button pressed says what is done. */
export function editProduct(request: Request, config: WebConfig): Promise<Response> {
  const byField = async (...asked: Parameters<typeof act>) => namedByField(await act(...asked));
  return answerWrite(request, config, {
    ...{ placeOf, act: byField, fieldOf: FIELD_OF, kind: { long: true } },
  });
}

function placeOf(form: PostedForm): Place {
  const id = ProductId.safeParse(form.text("id")).data;
  return {
    name: "product",
    path: id ? `/admin/products/${id}` : "/admin/products/new",
    ...(id && { part: PARTS[form.text("act")] ?? "variants" }),
    typed: typedBy(form),
  };
}

const PARTS: Record<string, string> = { save: "basics", "save-attributes": "attributes" };

function typedBy(form: PostedForm): Record<string, string> {
  const act = form.text("act");
  if (act === "save-attributes") return facetsTyped(form);
  if (act === "add-missing") return { ...typedIn(form, []), ...rowsTyped(form) };
  return typedIn(form, act.endsWith("variant") ? VARIANT : TEXTS);
}

async function act(form: PostedForm, by: Required<CatalogWrite>): Promise<Result<Done>> {
  const id = ProductId.safeParse(form.text("id")).data;
  if (form.text("act") === "create") {
    const input = newProduct(form);
    const made = await underSlug(form, by, { field: "slug", name: input.title }, (slug, once) =>
      createProduct(once, { ...input, slug }),
    );
    return said("created", made);
  }
  const variant = VariantId.safeParse(form.text("variant")).data;
  if (!id) return err("not_found");
  switch (form.text("act")) {
    case "save":
      return said("saved", await changeProduct(by, id, patchOf(form)));
    case "save-attributes":
      return said("attributes_saved", await changeProduct(by, id, { attributes: facetsOf(form) }));
    case "add-variant": {
      const input = variantOf(form);
      if (!input.ok) return input;
      const initialStock = countOf(form.text("initialStock") || "0") ?? Number.NaN;
      return said(
        "variant_added",
        await addVariant(by, id, { variant: input.value, initialStock }),
      );
    }
    case "add-missing": {
      const variants = pickedVariants(form);
      if (!variants.ok) return variants;
      const added = await addVariants(by, id, { variants: variants.value });
      if (added.ok || !added.error.errors) return said("variants_added", added);
      return err(added.error.code, { errors: rowErrors(form, added.error.errors) });
    }
    case "save-variant": {
      const input = variantOf(form);
      if (!input.ok || !variant) return input.ok ? err("not_found") : input;
      return said("variant_saved", await putVariant(by, id, variant, input.value));
    }
    case "remove-variant":
      if (!variant) return err("not_found");
      return said("variant_removed", await removeVariant(by, id, variant));
    default:
      return err("not_found");
  }
}

/** The catalog names a part of an amount; a form has one field for it. */
function namedByField(answer: Result<Done>): Result<Done> {
  if (answer.ok || !answer.error.errors) return answer;
  const errors = answer.error.errors.map((error) => ({
    ...error,
    path: error.path.replace(/\.(amountMinor|currency)$/, ""),
  }));
  return { ok: false, error: { ...answer.error, errors } };
}

function said(code: string, answer: Result<{ id: string }>): Result<Done> {
  return answer.ok ? ok({ code, path: `/admin/products/${answer.value.id}` }) : answer;
}

/** Each column of the missing variants as one text, a line for a row. */
function rowsTyped(form: PostedForm): Record<string, string> {
  const columns = ["picked", "sku", "price", "stock"];
  return Object.fromEntries(columns.map((name) => [name, form.all(name).join("\n")]));
}

/** The ticks as one text: neither half of a facet holds a space. */
function facetsTyped(form: PostedForm): Record<string, string> {
  return { ...typedIn(form, []), facets: form.all("facet").join(" ") };
}

/** Ticked values, each sent as `attribute=value`. */
function facetsOf(form: PostedForm): { attribute: string; value: string }[] {
  return form.all("facet").map((facet) => {
    const [attribute = "", value = ""] = facet.split("=");
    return { attribute, value };
  });
}
