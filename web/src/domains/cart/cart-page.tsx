/** The cart as a page: the same contents as the drawer, and without script all of it works by forms. */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Messages } from "#messages/messages.ts";
import { CartContents } from "./cart-contents.tsx";
import type { Restorable } from "./cart-form.ts";
import styles from "./cart-page.module.css";
import { CartSync } from "./cart-sync.tsx";
import type { RenderedCart } from "./rendered-cart.ts";
import { RestoreForm } from "./restore-form.tsx";

interface PageProps {
  cart: RenderedCart;
  lang: Locale;
  messages: Messages;
  /** What became of a form that was posted without script. */
  notice: string | null;
  /** The line such a form removed. */
  removed: Restorable | null;
  /** Follows an empty cart. */
  children: ReactNode;
}

/** Draws the page around the cart. */
export function CartPage({ cart, lang, messages, notice, removed, children }: PageProps) {
  const texts = messages.cart;
  const problem = Object.entries(texts.problems).find(([code]) => code === notice)?.[1];
  return (
    <div className={styles.page}>
      <h1>{texts.title}</h1>
      {notice === "added" && (
        <p className={styles.notice} role="status">
          {texts.added}
        </p>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {removed && (
        <RestoreForm lang={lang} removed={removed} said={texts.removedLine} texts={texts} />
      )}
      <CartContents lang={lang} place="page" rendered={cart.view} texts={texts} />
      {!cart.isMember && cart.view.lines.length > 0 && (
        <p className={styles.guest}>
          {texts.guest}{" "}
          <Link href={`/${lang}/login?return=%2F${lang}%2Fcart`} prefetch={false}>
            {messages.account.login}
          </Link>
        </p>
      )}
      {cart.view.lines.length === 0 && children}
      <CartSync view={cart.view} />
    </div>
  );
}
