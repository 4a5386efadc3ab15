"use client";
/** The option values that are chosen: what the visitor chose before the script was there, else what the address names. */
import { type RefObject, useEffect, useState } from "react";
import type { Buyable } from "./buyable.ts";
import { firstChoice } from "./variant-choice.ts";

/**
 * @param sku variant the page was rendered with
 * @param form holds a radio named `o.<option>` for each value
 */
export function useChosenValues(
  product: Buyable,
  sku: string | null,
  form: RefObject<HTMLFormElement | null>,
) {
  const [values, setValues] = useState(() => firstChoice(product, sku)?.optionValues ?? []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on arrival
  useEffect(() => {
    if (!form.current) return;
    // A visitor, or the browser's memory, has changed the radios already: React leaves them as they are until it draws.
    const early = new FormData(form.current);
    const found = product.options.map(({ key }) => String(early.get(`o.${key}`)));
    if (found.some((value, index) => value !== values[index])) return setValues(found);
    // Back on a page of the router, the address knows the choice and the page does not.
    const named = new URLSearchParams(window.location.search).get("v");
    if (named && named !== sku) setValues(firstChoice(product, named)?.optionValues ?? values);
  }, []);
  return [values, setValues] as const;
}
