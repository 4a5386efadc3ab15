"use client";
/** Holds the browser's stores, made once per page load. */
import { type ReactNode, useEffect, useState } from "react";
import { createSessionStore } from "../domains/account/session-store.ts";
import { SessionContext } from "../domains/account/use-session.ts";
import { watchCart } from "../domains/cart/browser-cart.ts";
import { createCartStore } from "../domains/cart/cart-store.ts";
import { CartContext } from "../domains/cart/use-cart.ts";

/** Gives the stores to everything below it, and keeps them in step with other tabs. */
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
