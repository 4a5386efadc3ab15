/** One labelled input with its help and its error beside it. */
import type { ComponentProps, ReactNode } from "react";
import styles from "./form.module.css";

interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
  name: string;
  label: string;
  help?: string;
  error?: string | null;
  /** Stands inside the input's frame, after it. */
  children?: ReactNode;
}

export function Field({ name, label, help, error, children, ...input }: FieldProps) {
  const described = [help ? `${name}-help` : "", error ? `${name}-error` : ""].filter(Boolean);
  return (
    <div className={styles.field}>
      <label htmlFor={name}>{label}</label>
      <div className={styles.frame} data-invalid={error ? "" : undefined}>
        <input
          {...input}
          aria-describedby={described.join(" ") || undefined}
          aria-invalid={error ? true : undefined}
          id={name}
          name={name}
        />
        {children}
      </div>
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
