/** Designed states: a part that is missing, a page that is not there, a shop that cannot answer. */
import type { ReactNode } from "react";
import styles from "./notice.module.css";

/** A calm line where a section would be. */
export function Notice({ title, text }: { title: string; text: string }) {
  return (
    <div className={styles.notice} role="status">
      <p className={styles.title}>{title}</p>
      <p className={styles.text}>{text}</p>
    </div>
  );
}

/** A complete page without its content. */
export function BlankPage(props: {
  sign: string;
  title: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.blank}>
      <p aria-hidden="true" className={styles.sign}>
        {props.sign}
      </p>
      <h1>{props.title}</h1>
      <p className={styles.text}>{props.text}</p>
      <div className={styles.actions}>{props.children}</div>
    </div>
  );
}
