/** What an administrator does to one product: its texts, its variants. */
import {
  type ProductPatch,
  ProductStatus,
  type VariantInput,
} from "@edgemart/contracts/catalog-admin";
import { ProductId, VariantId } from "@edgemart/contracts/ids";
import { Currency } from "@edgemart/contracts/money";
import { err, ok, type Result } from "@edgemart/contracts/result";
import {
  addVariant,
  type CatalogWrite,
  changeProduct,
  createProduct,
  putVariant,
  removeVariant,
} from "../../../api/catalog-admin.ts";
import type { WebConfig } from "../../../env.ts";
import type { PostedForm } from "../../../forms/posted/form-request.ts";
import type { Place } from "../../../forms/posted/submission.ts";
import { answerWrite, type Done, localTextOf, typedIn } from "../parts/answer-write.ts";
import { moneyOf } from "./money-input.ts";

const TEXTS = [
  "title.ko",
  "title.en",
  "description.ko",
  "description.en",
  "slug",
  "brand",
  "category",
  "status",
  "tags",
] as const;
const VARIANT = ["sku", "price", "compareAtPrice", "weightGrams", "initialStock"] as const;
const FIELD_OF = { slug_taken: "slug", sku_taken: "sku" } as const;

/** Answers 303 to the product's page. The button pressed says what is done. */
export function editProduct(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, { placeOf, act, fieldOf: FIELD_OF, kind: { long: true } });
}

function placeOf(form: PostedForm): Place {
  const id = ProductId.safeParse(form.text("id")).data;
  return {
    name: "product",
    path: id ? `/admin/products/${id}` : "/admin/products/new",
    typed:
      form.text("act") === "save-attributes"
        ? facetsTyped(form)
        : typedIn(form, form.text("act").endsWith("variant") ? VARIANT : TEXTS),
  };
}

async function act(form: PostedForm, by: Required<CatalogWrite>): Promise<Result<Done>> {
  const id = ProductId.safeParse(form.text("id")).data;
  if (form.text("act") === "create") {
    return said("created", await createProduct(by, newProduct(form)));
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
      const initialStock = Number(form.text("initialStock") || "0");
      return said(
        "variant_added",
        await addVariant(by, id, { variant: input.value, initialStock }),
      );
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

function said(code: string, answer: Result<{ id: string }>): Result<Done> {
  return answer.ok ? ok({ code, path: `/admin/products/${answer.value.id}` }) : answer;
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

function newProduct(form: PostedForm) {
  return {
    slug: form.text("slug").trim(),
    title: localTextOf(form, "title"),
    description: { ko: "", en: "" },
    brand: form.text("brand"),
    category: form.text("category"),
    tags: [],
    attributes: [],
    options: [],
    popularity: 0,
    status: "draft" as const,
  };
}

function patchOf(form: PostedForm): ProductPatch {
  return {
    title: localTextOf(form, "title"),
    description: localTextOf(form, "description"),
    slug: form.text("slug").trim(),
    brand: form.text("brand"),
    category: form.text("category"),
    status: ProductStatus.safeParse(form.text("status")).data ?? "draft",
    tags: form
      .text("tags")
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  };
}

/** @returns `validation_failed` for an amount that is none; the rest is the catalogue's to check */
function variantOf(form: PostedForm): Result<VariantInput> {
  const currency = Currency.safeParse(form.text("currency")).data ?? "KRW";
  const price = moneyOf(form.text("price"), currency);
  const before = form.text("compareAtPrice").trim();
  const compareAtPrice = before ? moneyOf(before, currency) : null;
  const errors = [
    ...(price ? [] : [{ path: "price", code: "invalid", message: "must be an amount" }]),
    ...(before && !compareAtPrice
      ? [{ path: "compareAtPrice", code: "invalid", message: "must be an amount" }]
      : []),
  ];
  if (!price || errors.length > 0) return err("validation_failed", { errors });
  return ok({
    sku: form.text("sku").trim(),
    optionValues: form.all("option"),
    price,
    compareAtPrice,
    weightGrams: Number(form.text("weightGrams") || "0"),
  });
}
