/** A list of what products are arranged by, with the form that adds to it: categories, brands, attributes, collections. */
import type { Locale } from "@edgemart/contracts/locale";
import type { ReactNode } from "react";
import type { Visit } from "#domains/account/visit.ts";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { placedNotice } from "#forms/shown/notice-place.ts";
import type { Messages } from "#messages/messages.ts";
import type { MenuTexts } from "#pages.ts";
import styles from "../admin.module.css";
import { SubMenu } from "./sub-menu.tsx";
import { WriteFields } from "./write-fields.tsx";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  current: MenuTexts["catalog"];
  /** What became of a form of this page. */
  notice: ReactNode;
  intro?: string;
  /** The rows there are. */
  list: ReactNode;
  /** Last part of the address the form is posted to. */
  action: "category" | "brand" | "attribute" | "collection";
  newTitle: string;
  /** Fields of the form that makes one. */
  children: ReactNode;
}

/** Draws the menu, the rows and the form. */
export function CatalogList(props: ListProps) {
  const { lang, messages, visit, current, notice, intro, list, action, newTitle, children } = props;
  const texts = messages.admin.catalog;
  const noticeAt = placedNotice(visit.message, ["new"], notice);
  return (
    <>
      <SubMenu
        current={current}
        label={texts.menu}
        lang={lang}
        menu="catalog"
        texts={texts.parts}
      />
      {noticeAt("")}
      {intro && <p className={styles.soft}>{intro}</p>}
      {list}
      <section aria-labelledby="new" className={styles.part}>
        <h2 id="new">{newTitle}</h2>
        {noticeAt("new")}
        <form action={`/api/admin/${action}`} className={styles.wide} method="post">
          <WriteFields lang={lang} owner={visit.member.id} />
          <input name="act" type="hidden" value="create" />
          {children}
          <SubmitButton pending={texts.creating} text={texts.create} />
        </form>
      </section>
    </>
  );
}
