/** A member as the trails name it: by its name, with the way to it. */
import type { Locale } from "@edgemart/contracts/locale";
import { languageOf } from "#components/language-of.ts";
import styles from "../admin.module.css";

/** Names by id; null when they could not be asked. */
export type MemberNames = ReadonlyMap<string, string> | null;

interface LinkProps {
  lang: Locale;
  /** Null when no member is known; a program's name for what no member did. */
  id: string | null;
  names: MemberNames;
  texts: { nobody: string; gone: string };
}

/** Draws the name of a member as a link; an id alone where there is no name any more. */
export function MemberLink({ lang, id, names, texts }: LinkProps) {
  if (id === null) return texts.nobody;
  if (!id.startsWith("mem_")) return <code className={styles.code}>{id}</code>;
  const name = names?.get(id);
  if (name) {
    return (
      <a href={`/${lang}/admin/members/${id}`} lang={languageOf(name)}>
        {name}
      </a>
    );
  }
  if (names) {
    return (
      <>
        {texts.gone} <code className={styles.code}>{id}</code>
      </>
    );
  }
  return (
    <a className={styles.code} href={`/${lang}/admin/members/${id}`}>
      {id}
    </a>
  );
}
