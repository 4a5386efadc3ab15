"use client";
/** The cart store of the page, for what is inside `Stores`. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { CartState, CartStore } from "./cart-store.ts";

/** Given by `Stores`. */
export const CartContext = createContext<CartStore | null>(null);

/** Reads the cart store; throws outside `Stores`. */
export function useCart<T>(pick: (state: CartState) => T): T {
  const store = useContext(CartContext);
  if (!store) throw new Error("useCart stands outside Stores");
  return useStore(store, pick);
}
