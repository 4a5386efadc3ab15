/** The three trails: of accounts, of sign-ins, and of the catalogue. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "../../../messages/messages.ts";
import styles from "../admin.module.css";

interface KindsProps {
  lang: Locale;
  texts: Messages["admin"]["audit"];
  current: "accounts" | "signIns" | "catalogue";
}

export function AuditKinds({ lang, texts, current }: KindsProps) {
  const kinds = [
    ["accounts", "/admin/audit"],
    ["signIns", "/admin/audit/sign-ins"],
    ["catalogue", "/admin/audit/catalogue"],
  ] as const;
  return (
    <nav aria-label={texts.kinds}>
      <ul className={styles.menu}>
        {kinds.map(([kind, path]) => (
          <li key={kind}>
            <a aria-current={kind === current ? "page" : undefined} href={`/${lang}${path}`}>
              {texts[kind]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
