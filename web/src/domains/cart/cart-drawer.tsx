"use client";
/** The cart next to the page: a dialog that keeps the focus, closes with Escape, and gives the focus back. */
import type { Locale } from "@edgemart/contracts/locale";
import { useEffect, useRef } from "react";
import type { Messages } from "#messages/fill.ts";
import { CartContents } from "./cart-contents.tsx";
import styles from "./cart-drawer.module.css";
import { useCart } from "./use-cart.ts";

/** Draws the cart as a sheet next to the page. */
export function CartDrawer({ lang, texts }: { lang: Locale; texts: Messages["cart"] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = useCart((cart) => cart.isOpen);
  const close = useCart((cart) => cart.close);
  useEffect(() => {
    const element = dialog.current;
    if (isOpen && !element?.open) element?.showModal();
    if (!isOpen && element?.open) element.close();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is on its backdrop
    <dialog
      aria-labelledby="drawer-title"
      className={styles.drawer}
      onClick={(event) => event.target === dialog.current && close()}
      onClose={close}
      ref={dialog}
    >
      <div className={styles.inner}>
        <div className={styles.head}>
          <h2 id="drawer-title">{texts.title}</h2>
          <button className={styles.close} onClick={close} type="button">
            <svg aria-hidden="true" height="20" viewBox="0 0 20 20" width="20">
              <path d="M3 3l14 14M17 3 3 17" />
            </svg>
            <span className="visually-hidden">{texts.close}</span>
          </button>
        </div>
        <CartContents lang={lang} place="drawer" texts={texts} />
      </div>
    </dialog>
  );
}
