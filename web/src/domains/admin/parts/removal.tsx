/** The way to remove what a page is about: behind a summary, so that no single click does it. */
import styles from "../admin.module.css";
import { WriteFields, type Writing } from "./write-fields.tsx";

interface RemovalProps {
  action: string;
  writing: Writing;
  texts: { remove: string; removeYes: string };
  /** What is lost. */
  sure: string;
}

/** Draws the form that removes, behind a summary. */
export function Removal({ action, writing, texts, sure }: RemovalProps) {
  return (
    <details className={styles.part}>
      <summary className={styles.link} data-danger="">
        {texts.remove}
      </summary>
      <form action={action} className={styles.act} method="post">
        <WriteFields {...writing} />
        <p>{sure}</p>
        <button className="button danger" name="act" type="submit" value="remove">
          {texts.removeYes}
        </button>
      </form>
    </details>
  );
}
