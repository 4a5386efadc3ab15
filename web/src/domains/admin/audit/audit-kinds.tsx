/** The three trails: of accounts, of sign-ins, and of the catalogue. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "#messages/messages.ts";
import { SubMenu } from "../parts/sub-menu.tsx";

const PATHS = {
  accounts: "/admin/audit",
  signIns: "/admin/audit/sign-ins",
  catalogue: "/admin/audit/catalogue",
} as const;

interface KindsProps {
  lang: Locale;
  texts: Messages["admin"]["audit"];
  current: keyof typeof PATHS;
}

export function AuditKinds({ lang, texts, current }: KindsProps) {
  const item = (kind: keyof typeof PATHS) => [`/${lang}${PATHS[kind]}`, texts[kind]] as const;
  return (
    <SubMenu
      current={`/${lang}${PATHS[current]}`}
      items={[item("accounts"), item("signIns"), item("catalogue")]}
      label={texts.kinds}
    />
  );
}
