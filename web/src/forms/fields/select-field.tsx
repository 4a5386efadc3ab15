/** One labelled choice with its help and its error beside it. */
import styles from "./form.module.css";

interface SelectProps {
  name: string;
  id?: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
  value?: string;
  help?: string;
  error?: string | null;
  autoComplete?: string;
  required?: boolean;
}

export function SelectField({
  name,
  id = name,
  label,
  options,
  value,
  help,
  error,
  ...select
}: SelectProps) {
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={`${styles.frame} ${styles.select}`} data-invalid={error ? "" : undefined}>
        <select
          {...select}
          aria-describedby={described.join(" ") || undefined}
          aria-invalid={error ? true : undefined}
          data-stored={value}
          defaultValue={value}
          id={id}
          name={name}
        >
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      </div>
      {help && (
        <p className={styles.help} id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p className={styles.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
