/** Names of fields that hold units of an order's lines, and how they are read. Pure. */
import { CART_LINES_MAX } from "@edgemart/contracts/cart-lines";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { countOf } from "#forms/posted/typed-number.ts";

/** What is counted of a line. */
export type UnitField = "units" | "received" | "restocked";

/** Names the field of one line. */
export function unitName(field: UnitField, line: number): string {
  return `${field}.${line}`;
}

const LINES = Array.from({ length: CART_LINES_MAX }, (_, at) => at + 1);

/** Every name that a form of units may hold. */
export function unitNames(...fields: readonly UnitField[]): string[] {
  return fields.flatMap((field) => LINES.map((line) => unitName(field, line)));
}

/** Gives the sentence of each field of units, by its name. */
export function unitErrors(texts: Record<UnitField, string>): Record<string, string> {
  const fields = Object.entries(texts) as [UnitField, string][];
  return Object.fromEntries(
    fields.flatMap(([field, text]) => LINES.map((line) => [unitName(field, line), text])),
  );
}

/**
 * Reads how many units of which lines are meant; empty fields and 0 are none.
 *
 * @returns `validation_failed` naming each field that is no number, or the first one where none is chosen
 */
export function unitsIn(form: PostedForm): Result<{ line: number; quantity: number }[]> {
  const read = LINES.map((line) => ({ line, quantity: unitIn(form, "units", line) ?? 0 }));
  const wrong = read.filter(({ quantity }) => Number.isNaN(quantity) || quantity < 0);
  if (wrong.length > 0) return refusedAt(wrong.map(({ line }) => unitName("units", line)));
  const chosen = read.filter(({ quantity }) => quantity > 0);
  return chosen.length > 0 ? ok(chosen) : refusedAt(["units"]);
}

/** Reads what arrived of each line that the form shows, and how much of it can be sold again. */
export function receiptIn(
  form: PostedForm,
): Result<{ line: number; received: number; restocked: number }[]> {
  const shown = LINES.filter((line) => form.all(unitName("received", line)).length > 0);
  const read = shown.map((line) => ({
    line,
    received: unitIn(form, "received", line) ?? Number.NaN,
    restocked: unitIn(form, "restocked", line) ?? Number.NaN,
  }));
  const wrong = read.flatMap(({ line, received, restocked }) => [
    ...(isCount(received) ? [] : [unitName("received", line)]),
    ...(isCount(restocked) && !(restocked > received) ? [] : [unitName("restocked", line)]),
  ]);
  return wrong.length > 0 ? refusedAt(wrong) : ok(read);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** @returns null for an empty field, NaN for what is no number */
function unitIn(form: PostedForm, field: UnitField, line: number): number | null {
  const text = form.text(unitName(field, line)).trim();
  return text === "" ? null : (countOf(text) ?? Number.NaN);
}

function refusedAt(paths: readonly string[]): Result<never> {
  return err("validation_failed", {
    errors: paths.map((path) => ({ path, code: "invalid", message: "must be a number of units" })),
  });
}
