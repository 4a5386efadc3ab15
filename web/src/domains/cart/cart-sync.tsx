"use client";
/** Hands the rendered cart to the store, and has the browser's copy renewed when it is an old one. */
import type { Locale } from "@edgemart/contracts/locale";
import { useEffect } from "react";
import { useCart } from "../../components/stores.tsx";
import type { CartView } from "./shown-cart.ts";

interface SyncProps {
  view: CartView;
  isKept: boolean;
  lang: Locale;
}

export function CartSync({ view, isKept, lang }: SyncProps) {
  const adopt = useCart((cart) => cart.adopt);
  const load = useCart((cart) => cart.load);
  useEffect(() => {
    adopt(view);
    if (!isKept) void load(lang);
  }, [adopt, load, view, isKept, lang]);
  return null;
}
