"use client";
/** The way to the cart's store from what is drawn. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { CartState, CartStore } from "./cart-store.ts";

/** Holds the store of the page that is loaded; `shell/stores.tsx` gives it. */
export const CartContext = createContext<CartStore | null>(null);

/** Reads the cart store; throws outside `Stores`. */
export function useCart<T>(pick: (state: CartState) => T): T {
  const store = useContext(CartContext);
  if (!store) throw new Error("useCart is used outside Stores");
  return useStore(store, pick);
}
