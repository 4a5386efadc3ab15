"use client";
/** Holds the browser's stores, made once per page load. */
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import {
  createSessionStore,
  type SessionState,
  type SessionStore,
} from "../domains/account/session-store.ts";
import { watchCart } from "../domains/cart/browser-cart.ts";
import { type CartState, type CartStore, createCartStore } from "../domains/cart/cart-store.ts";

const SessionContext = createContext<SessionStore | null>(null);
const CartContext = createContext<CartStore | null>(null);

export function Stores({ children }: { children: ReactNode }) {
  const [session] = useState(createSessionStore);
  const [cart] = useState(() => createCartStore());
  useEffect(() => {
    void session.getState().load();
  }, [session]);
  useEffect(() => {
    const { sync } = cart.getState();
    sync();
    return watchCart((isBack) => {
      sync(isBack);
      session.getState().sync();
    });
  }, [cart, session]);
  return (
    <SessionContext value={session}>
      <CartContext value={cart}>{children}</CartContext>
    </SessionContext>
  );
}

/** Reads the session store; throws outside `Stores`. */
export function useSession<T>(pick: (state: SessionState) => T): T {
  const store = useContext(SessionContext);
  if (!store) throw new Error("useSession stands outside Stores");
  return useStore(store, pick);
}

/** Reads the cart store; throws outside `Stores`. */
export function useCart<T>(pick: (state: CartState) => T): T {
  const store = useContext(CartContext);
  if (!store) throw new Error("useCart stands outside Stores");
  return useStore(store, pick);
}
