/** What a form says above itself: done, a hint, or what to mend with a way to each field. */
import type { ReactNode } from "react";
import type { FormState } from "./form-state.ts";
import styles from "./notice.module.css";

interface NoticeProps {
  state: FormState | null;
  /** Ids of fields where they differ from their names. */
  idOf?: (field: string) => string;
  children?: ReactNode;
}

/** Draws the notice with a way to each wrong field. */
export function FormNotice({ state, idOf = (field) => field, children }: NoticeProps) {
  if (!state) return null;
  const fields = Object.entries(state.fields);
  return (
    <div
      className={`${styles.notice} ${styles[state.tone]}`}
      data-unsaved={state.isUnsaved ? "" : undefined}
      id="notice"
      role={state.tone === "error" ? "alert" : "status"}
      tabIndex={-1}
    >
      {state.title && <p className={styles.title}>{state.title}</p>}
      <p>{state.text}</p>
      {fields.length > 0 && (
        <ul className={styles.list}>
          {fields.map(([field, text]) => (
            <li key={field}>
              <a href={`#${idOf(field)}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  );
}
