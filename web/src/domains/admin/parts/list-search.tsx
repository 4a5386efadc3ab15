/** The search above a list of the administration: words, and choices that narrow it. */
import type { ReactNode } from "react";
import { Field } from "#forms/fields/field.tsx";
import styles from "../admin.module.css";

interface SearchProps {
  /** Address of the list. */
  action: string;
  /** Id of the field of words: a page may hold other fields named `q`. */
  id: string;
  q: string;
  texts: { search: string; submit: string };
  /** Further fields. */
  children?: ReactNode;
}

/** Draws a form that is sent by its address, so that a list that was found can be kept and shared. */
export function ListSearch({ action, id, q, texts, children }: SearchProps) {
  return (
    <search>
      <form action={action} className={children ? styles.filters : styles.finder} method="get">
        <Field
          autoComplete="off"
          defaultValue={q}
          id={id}
          label={texts.search}
          maxLength={80}
          name="q"
          type="search"
        />
        {children}
        <button className="button" type="submit">
          {texts.submit}
        </button>
      </form>
    </search>
  );
}
