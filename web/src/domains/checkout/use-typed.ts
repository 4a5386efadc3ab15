"use client";
/** Follows what is typed into a field of the same form. */
import { type RefObject, useEffect, useState } from "react";

/**
 * Gives the text of a field while it is typed.
 *
 * @param near an element of the form @param name of the field
 * @returns null without script, before the page is ready and where the form has no such field
 */
export function useTyped(near: RefObject<HTMLElement | null>, name: string): string | null {
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    const form = near.current?.closest("form");
    const field = form?.elements.namedItem(name);
    if (!form || !(field instanceof HTMLInputElement)) return;
    const follow = () => setTyped(field.value);
    follow();
    form.addEventListener("input", follow);
    // Back from the payment page, the browser may put back what was typed.
    window.addEventListener("pageshow", follow);
    return () => {
      form.removeEventListener("input", follow);
      window.removeEventListener("pageshow", follow);
    };
  }, [near, name]);
  return typed;
}
