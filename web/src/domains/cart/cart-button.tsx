"use client";
/** The cart's place in the header: a link with a count; with script it opens the drawer, whose code comes only then. */
import type { Locale } from "@edgemart/contracts/locale";
import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import { fill, type Messages } from "#messages/fill.ts";
import styles from "./cart-button.module.css";
import { useCart } from "./use-cart.ts";

interface ButtonProps {
  lang: Locale;
  texts: Messages["cart"];
}

const CartDrawer = lazy(
  (): Promise<{ default: ComponentType<ButtonProps> }> =>
    import("./cart-drawer.tsx").then(
      ({ CartDrawer }) => ({ default: CartDrawer }),
      // Offline, or a new deployment has other files: the page serves as well.
      () => ({ default: GoToPage }),
    ),
);

function GoToPage({ lang }: { lang: Locale }) {
  useEffect(() => window.location.assign(`/${lang}/cart`), [lang]);
  return null;
}

/** Draws the way to the cart with how many things are in it; with script it opens the drawer. */
export function CartButton({ lang, texts }: ButtonProps) {
  const count = useCart((cart) => cart.count);
  const isOpen = useCart((cart) => cart.isOpen);
  const open = useCart((cart) => cart.open);
  const [wasOpened, setWasOpened] = useState(false);
  useEffect(() => {
    if (isOpen) setWasOpened(true);
  }, [isOpen]);
  const path = `/${lang}/cart`;
  return (
    <div className={styles.slot}>
      {/* A full load: the page belongs to one visitor and is never fetched ahead. */}
      <a
        className={styles.button}
        data-opens
        href={path}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          if (window.location.pathname === path) return;
          event.preventDefault();
          open();
        }}
      >
        <svg aria-hidden="true" height="24" viewBox="0 0 24 24" width="24">
          <path d="M4 8h12l4 4v9H4z" />
          <path d="M8.5 11V7a3.5 3.5 0 0 1 7 0" />
        </svg>
        <span className="visually-hidden">
          {count > 0 ? fill(texts.buttonWith, { count }) : texts.title}
        </span>
        <span aria-hidden="true" className={styles.count} data-empty={count > 0 ? undefined : ""}>
          {count > 99 ? "99+" : count}
        </span>
      </a>
      {wasOpened && (
        <Suspense fallback={null}>
          <CartDrawer lang={lang} texts={texts} />
        </Suspense>
      )}
    </div>
  );
}
