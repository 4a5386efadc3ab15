/** A lost update, shown as a choice: what is stored now next to what was typed. */
import type { Messages } from "#messages/messages.ts";
import styles from "./notice.module.css";

interface ConflictProps {
  texts: Messages["mine"]["conflict"];
  /** What differs: label, stored, typed. */
  differences: readonly (readonly [label: string, stored: string, typed: string])[];
  /** Page without the draft. */
  keepHref: string;
}

/** Draws each difference as stored and as typed, and the way to keep what is stored. */
export function Conflict({ texts, differences, keepHref }: ConflictProps) {
  const changed = differences.filter(([, stored, typed]) => stored !== typed);
  return (
    <div
      className={`${styles.notice} ${styles.info}`}
      data-unsaved=""
      id="notice"
      role="alert"
      tabIndex={-1}
    >
      <p className={styles.title}>{texts.title}</p>
      <p>{texts.text}</p>
      {changed.map(([label, stored, typed]) => (
        <div key={label}>
          <p className={styles.title}>{label}</p>
          <dl className={styles.versions}>
            <div>
              <dt>{texts.stored}</dt>
              <dd>{stored || texts.none}</dd>
            </div>
            <div>
              <dt>{texts.typed}</dt>
              <dd>{typed || texts.none}</dd>
            </div>
          </dl>
        </div>
      ))}
      <p>
        <a href={keepHref}>{texts.keep}</a>
      </p>
    </div>
  );
}
