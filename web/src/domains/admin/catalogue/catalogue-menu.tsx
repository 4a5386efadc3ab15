/** The parts of what products are arranged by. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "#messages/messages.ts";
import { SubMenu } from "../parts/sub-menu.tsx";

const PARTS = ["categories", "brands", "attributes", "collections"] as const;
export type CataloguePart = (typeof PARTS)[number];

interface MenuProps {
  lang: Locale;
  texts: Messages["admin"]["catalogue"];
  current: CataloguePart;
}

export function CatalogueMenu({ lang, texts, current }: MenuProps) {
  const path = (part: CataloguePart) => `/${lang}/admin/${part}`;
  return (
    <SubMenu
      current={path(current)}
      items={PARTS.map((part) => [path(part), texts.parts[part]] as const)}
      label={texts.menu}
    />
  );
}
