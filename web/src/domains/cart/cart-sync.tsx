"use client";
/** Hands the rendered cart to the store, which knows whether it is still the cart that is. */
import { useEffect } from "react";
import type { CartView } from "./shown-cart.ts";
import { useCart } from "./use-cart.ts";

/** Hands the cart a page was rendered with to the store. */
export function CartSync({ view }: { view: CartView }) {
  const receive = useCart((cart) => cart.receive);
  const leave = useCart((cart) => cart.leave);
  useEffect(() => {
    receive(view);
    // What a form said is said once: a reload or Back must not say it again.
    const { pathname, search } = window.location;
    if (search) window.history.replaceState(window.history.state, "", pathname);
    return leave;
  }, [receive, leave, view]);
  return null;
}
