/** One labelled text of several lines with its error below it. */
import styles from "./form.module.css";

interface AreaProps {
  name: string;
  label: string;
  lang?: string;
  rows: number;
  max: number;
  value: string;
  error?: string | null;
}

export function TextArea({ name, label, lang, rows, max, value, error }: AreaProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={name}>{label}</label>
      <div className={styles.frame} data-invalid={error ? "" : undefined}>
        <textarea
          aria-describedby={error ? `${name}-error` : undefined}
          aria-invalid={error ? true : undefined}
          defaultValue={value}
          id={name}
          lang={lang}
          maxLength={max}
          name={name}
          rows={rows}
        />
      </div>
      {error && (
        <p className={styles.error} id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
