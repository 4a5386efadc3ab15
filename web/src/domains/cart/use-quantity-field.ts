"use client";
/** A quantity that is typed: the text stays as typed until it is sent, before the script is there too. */
import { type RefObject, useEffect, useRef } from "react";
import { useCart } from "./use-cart.ts";

/** @param quantity of the cart; shown whenever the field holds nothing typed */
export function useQuantityField(quantity: number): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  const shown = useRef(quantity);
  const isKnown = useCart((cart) => cart.view !== null);
  useEffect(() => {
    const input = field.current;
    if (input?.value === String(shown.current)) input.value = String(quantity);
    shown.current = quantity;
  }, [quantity]);
  useEffect(() => {
    const input = field.current;
    if (!input?.form || !isKnown) return;
    // A sentence of ours says what is wrong, next to its line and in the page's language.
    input.form.noValidate = true;
    // Typed and left before the script was there.
    const isLeft = document.activeElement !== input;
    if (isLeft && input.value !== String(shown.current)) input.form.requestSubmit();
  }, [isKnown]);
  return field;
}
