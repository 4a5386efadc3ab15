/** The frame of administration pages: which part one is in, and a wide place for tables. */
import type { Locale } from "@edgemart/contracts/locale";
import type { ReactNode } from "react";
import { MenuItems } from "#components/menu-items.tsx";
import { FormKeeper } from "#forms/kept/form-keeper.tsx";
import { keeperTexts } from "#forms/kept/keeper-texts.ts";
import type { Messages } from "#messages/messages.ts";
import type { MenuTexts } from "#pages.ts";
import styles from "./admin.module.css";

interface FrameProps {
  lang: Locale;
  messages: Messages;
  /** The link of the menu that this page belongs to. */
  current: MenuTexts["admin"];
  title: string;
  /** Language of a title that is a name; without it the page's own. */
  titleLang?: string | undefined;
  children: ReactNode;
}

/** Draws menu, heading and content of a page of the administration. */
export function AdminFrame({ lang, messages, current, title, titleLang, children }: FrameProps) {
  const texts = messages.admin;
  return (
    <div className={styles.admin}>
      <div className={styles.top}>
        <p className={styles.where}>{texts.title}</p>
        <nav aria-label={texts.menu}>
          <ul className={styles.menu}>
            <MenuItems current={current} lang={lang} menu="admin" texts={texts.nav} />
          </ul>
        </nav>
      </div>
      <h1 lang={titleLang}>{title}</h1>
      {children}
      <FormKeeper inPlace texts={keeperTexts(messages)} />
    </div>
  );
}
