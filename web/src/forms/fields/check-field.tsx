/** One labelled tick with its error below it. */
import styles from "./form.module.css";

interface CheckProps {
  name: string;
  label: string;
  checked?: boolean;
  error?: string | null;
  required?: boolean;
  /** What is posted when it is ticked; `on` without. */
  value?: string;
}

export function CheckField({ name, label, checked, error, required, value }: CheckProps) {
  return (
    <div className={styles.check}>
      <input
        aria-describedby={error ? `${name}-error` : undefined}
        aria-invalid={error ? true : undefined}
        defaultChecked={checked}
        id={name}
        name={name}
        required={required}
        type="checkbox"
        value={value}
      />
      <label htmlFor={name}>{label}</label>
      {error && (
        <p className={styles.error} id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
