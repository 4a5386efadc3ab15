/** The frame of a member's pages: a menu next to the content. */

import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import type { ReactNode } from "react";
import { languageOf } from "#components/language-of.ts";
import { MenuItems } from "#components/menu-items.tsx";
import { FormKeeper } from "#forms/kept/form-keeper.tsx";
import { keeperTexts } from "#forms/kept/keeper-texts.ts";
import type { Messages } from "#messages/messages.ts";
import type { MenuTexts } from "#pages.ts";
import styles from "./account.module.css";
import { MemberPicture } from "./member-picture.tsx";

interface FrameProps {
  lang: Locale;
  messages: Messages;
  member: Member;
  /** The link of the menu that this page belongs to. */
  current: MenuTexts["account"];
  title: string;
  intro?: string;
  children: ReactNode;
}

/** Draws menu, heading and content of a member's page. */
export function AccountFrame({
  lang,
  messages,
  member,
  current,
  title,
  intro,
  children,
}: FrameProps) {
  const texts = messages.mine;
  return (
    <div className={styles.account}>
      <div className={styles.side}>
        <MemberPicture member={member} />
        <p className={styles.whose}>{texts.title}</p>
        <p className={styles.who} lang={languageOf(member.name)}>
          {member.name}
        </p>
        <nav aria-label={texts.menu}>
          <ul className={styles.menu}>
            <MenuItems current={current} lang={lang} menu="account" texts={texts.nav} />
            {member.role === "admin" && (
              <li>
                <a href={`/${lang}/admin`}>{texts.nav.admin}</a>
              </li>
            )}
            <li>
              <form action="/api/session/logout" method="post">
                <input name="lang" type="hidden" value={lang} />
                <button type="submit">{messages.account.logout}</button>
              </form>
            </li>
          </ul>
        </nav>
      </div>
      <div className={styles.content}>
        <div className={styles.heading}>
          <h1>{title}</h1>
          {intro && <p className={styles.intro}>{intro}</p>}
        </div>
        {!member.emailVerified && current !== "security" && (
          <p className={styles.soft}>
            {messages.links.change.banner}{" "}
            <a href={`/${lang}/account/security#email`}>{messages.links.change.bannerLink}</a>
          </p>
        )}
        {children}
      </div>
      <FormKeeper texts={keeperTexts(messages)} />
    </div>
  );
}
