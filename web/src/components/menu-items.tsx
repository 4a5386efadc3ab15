/** The links of a menu as items of a list. */
import type { Locale } from "@edgemart/contracts/locale";
import { type MenuName, type MenuTexts, menuOf } from "../pages.ts";

interface MenuProps<M extends MenuName> {
  menu: M;
  lang: Locale;
  texts: Readonly<Record<MenuTexts[M], string>>;
  /** The link that the page shown now belongs to. */
  current: MenuTexts[M];
}

/** Draws plain links: the router keeps no personal page, and a form's message is shown once. */
export function MenuItems<M extends MenuName>({ menu, lang, texts, current }: MenuProps<M>) {
  return menuOf(menu).map(({ path, text }) => (
    <li key={path}>
      <a aria-current={text === current ? "page" : undefined} href={`/${lang}${path}`}>
        {texts[text]}
      </a>
    </li>
  ));
}
