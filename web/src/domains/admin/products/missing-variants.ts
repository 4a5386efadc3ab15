/** The combinations of a product's options that no variant has yet, and what a form says to make of them. Pure. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { VARIANTS_MAX, type VariantCreate } from "@edgemart/contracts/catalog-variants";
import { Currency } from "@edgemart/contracts/money";
import { err, type FieldError, ok, type Result } from "@edgemart/contracts/result";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { countOf } from "#forms/posted/typed-number.ts";
import { moneyOf } from "../parts/money-input.ts";
import { isMeant } from "./price-question.ts";

/** Rows a page offers at once; the next ones come when these are there. */
const ROWS_MAX = 50;

/** In the order of the options' values, at most as many as still fit. */
export function missingCombinations({ options, variants }: AdminProduct): string[][] {
  if (options.length === 0) return [];
  const there = new Set(variants.map(({ optionValues }) => optionValues.join("|")));
  const all = options.reduce<string[][]>(
    (rows, { values }) => rows.flatMap((row) => values.map(({ key }) => [...row, key])),
    [[]],
  );
  const room = Math.min(ROWS_MAX, VARIANTS_MAX - variants.length);
  return all.filter((row) => !there.has(row.join("|"))).slice(0, Math.max(0, room));
}

/** `MOON-CUP-WHITE-L`: the product's slug and the values, cut to the length of a SKU. */
export function suggestedSku(
  { slug }: Pick<AdminProduct, "slug">,
  values: readonly string[],
): string {
  const end = values.map((value) => `-${value}`).join("");
  return `${slug.slice(0, Math.max(8, 64 - end.length))}${end}`.slice(0, 64).toUpperCase();
}

/**
 * Reads the rows that are ticked.
 *
 * @returns `validation_failed` naming `<field>.<row>`: `sku`, `price`, `stock`; `picked` when none is ticked
 */
export function pickedVariants(form: PostedForm): Result<VariantCreate[]> {
  const currency = Currency.safeParse(form.text("currency")).data ?? "KRW";
  const [skus, prices, stocks] = [form.all("sku"), form.all("price"), form.all("stock")];
  const picked = new Set(form.all("picked"));
  const errors: FieldError[] = [];
  const variants: VariantCreate[] = [];
  for (const [row, combination] of form.all("combination").entries()) {
    if (!picked.has(combination)) continue;
    const wrong = (field: string, code = "invalid") =>
      void errors.push({ path: `${field}.${row}`, code, message: "is wrong" });
    const price = moneyOf(prices[row] ?? "", currency);
    const stock = countOf(stocks[row] || "0");
    if (!price) wrong("price");
    else if (!isMeant(form, price)) wrong("price", "unusual");
    if (stock === null || stock < 0 || stock > 1_000_000) wrong("stock");
    if (!price || stock === null) continue;
    variants.push({
      variant: {
        ...{ sku: (skus[row] ?? "").trim(), price, compareAtPrice: null, weightGrams: 0 },
        optionValues: combination.split("|"),
      },
      initialStock: stock,
    });
  }
  if (errors.length > 0) return err("validation_failed", { errors });
  if (variants.length === 0) {
    return err("validation_failed", {
      errors: [{ path: "picked", code: "invalid", message: "names none" }],
    });
  }
  return ok(variants);
}

/** Errors of the catalog name a place among the ticked rows: here the row of the page. */
export function rowErrors(form: PostedForm, errors: readonly FieldError[]): FieldError[] {
  const picked = new Set(form.all("picked"));
  const rows = [...form.all("combination").entries()].filter(([, each]) => picked.has(each));
  return errors.map((error) => {
    const [, at, field] = /^variants\.(\d+)\.variant\.(\w+)/.exec(error.path) ?? [];
    const row = rows[Number(at)]?.[0];
    return row === undefined ? error : { ...error, path: `${field}.${row}` };
  });
}
