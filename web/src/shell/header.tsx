/** The top of every page: mark, ways in, search, account. */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { Mark } from "../components/mark.tsx";
import { AccountSlot } from "../domains/account/account-slot.tsx";
import { CartButton } from "../domains/cart/cart-button.tsx";
import { SearchBox } from "../domains/catalog/search-box.tsx";
import type { Messages } from "../messages/messages.ts";
import { menuOf } from "../pages.ts";
import styles from "./header.module.css";

/** Draws the header. */
export function Header({ lang, messages }: { lang: Locale; messages: Messages }) {
  const { nav } = messages;
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link className={styles.brand} href={`/${lang}`} prefetch={false}>
          <Mark />
          <span className={styles.word}>edgemart</span>
          <span className="visually-hidden">{nav.home}</span>
        </Link>
        <nav aria-label={nav.label} className={styles.nav}>
          {menuOf("shop").map(({ path, text }) => (
            <Link href={`/${lang}${path}`} key={path} prefetch={false}>
              {nav[text]}
            </Link>
          ))}
        </nav>
        <SearchBox lang={lang} texts={messages.search} />
        <AccountSlot lang={lang} texts={messages.account} />
        <CartButton lang={lang} texts={messages.cart} />
      </div>
    </header>
  );
}
