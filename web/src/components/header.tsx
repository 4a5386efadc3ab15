/** The top of every page: mark, ways in, search, account. */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { AccountSlot } from "../domains/account/account-slot.tsx";
import type { Messages } from "../messages/messages.ts";
import styles from "./header.module.css";
import { Mark } from "./mark.tsx";

export function Header({ lang, messages }: { lang: Locale; messages: Messages }) {
  const { nav, search } = messages;
  const products = `/${lang}/products`;
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link className={styles.brand} href={`/${lang}`} prefetch={false}>
          <Mark />
          <span className={styles.word}>edgemart</span>
          <span className="visually-hidden">{nav.home}</span>
        </Link>
        <nav aria-label={nav.label} className={styles.nav}>
          <Link href={products} prefetch={false}>
            {nav.all}
          </Link>
          <Link href={`${products}?sort=newest`} prefetch={false}>
            {nav.newest}
          </Link>
          <Link href={`${products}?sort=popularity`} prefetch={false}>
            {nav.popular}
          </Link>
        </nav>
        <search className={styles.search}>
          <form action={products} className={styles.form} method="get">
            <label className="visually-hidden" htmlFor="q">
              {search.label}
            </label>
            <input
              autoComplete="off"
              enterKeyHint="search"
              id="q"
              maxLength={100}
              name="q"
              placeholder={search.placeholder}
              type="search"
            />
            <button aria-label={search.submit} type="submit">
              <svg aria-hidden="true" height="20" viewBox="0 0 20 20" width="20">
                <path d="M13.4 13.4 18 18" />
                <circle cx="8.6" cy="8.6" r="5.8" />
              </svg>
            </button>
          </form>
        </search>
        <AccountSlot lang={lang} texts={messages.account} />
      </div>
    </header>
  );
}
