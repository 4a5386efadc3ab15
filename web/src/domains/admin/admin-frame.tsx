/** The frame of administration pages: which part one is in, and a wide place for tables. */
import type { Locale } from "@edgemart/contracts/locale";
import type { ReactNode } from "react";
import { FormKeeper } from "#forms/kept/form-keeper.tsx";
import { keeperTexts } from "#forms/kept/keeper-texts.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "./admin.module.css";

export type AdminPart = "members" | "products" | "catalogue" | "audit";

const PARTS: [AdminPart, string][] = [
  ["members", "/admin/members"],
  ["products", "/admin/products"],
  ["catalogue", "/admin/categories"],
  ["audit", "/admin/audit"],
];

interface FrameProps {
  lang: Locale;
  messages: Messages;
  current: AdminPart;
  title: string;
  children: ReactNode;
}

export function AdminFrame({ lang, messages, current, title, children }: FrameProps) {
  const texts = messages.admin;
  return (
    <div className={styles.admin}>
      <div className={styles.top}>
        <p className={styles.where}>{texts.title}</p>
        <nav aria-label={texts.menu}>
          <ul className={styles.menu}>
            {PARTS.map(([part, path]) => (
              <li key={part}>
                <a aria-current={part === current ? "page" : undefined} href={`/${lang}${path}`}>
                  {texts.nav[part]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <h1>{title}</h1>
      {children}
      <FormKeeper inPlace texts={keeperTexts(messages)} />
    </div>
  );
}
