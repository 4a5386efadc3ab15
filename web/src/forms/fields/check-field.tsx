/** One labelled tick with its error below it. */
import styles from "./form.module.css";

interface CheckProps {
  name: string;
  label: string;
  checked?: boolean;
  help?: string;
  error?: string | null;
  required?: boolean;
  /** What is posted when it is ticked; `on` without. */
  value?: string;
}

export function CheckField({ name, label, checked, help, error, required, value }: CheckProps) {
  const described = [help ? `${name}-help` : "", error ? `${name}-error` : ""].filter(Boolean);
  return (
    <div className={styles.check}>
      <input
        aria-describedby={described.join(" ") || undefined}
        aria-invalid={error ? true : undefined}
        defaultChecked={checked}
        id={name}
        name={name}
        required={required}
        type="checkbox"
        value={value}
      />
      <label htmlFor={name}>{label}</label>
      {help && (
        <p className={styles.help} id={`${name}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p className={styles.error} id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
