/** One labelled input with its help and its error beside it. */
import type { ComponentProps, ReactNode } from "react";
import styles from "./form.module.css";

interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
  name: string;
  /** Differs from the name where a page holds two forms with such a field. */
  id?: string;
  label: string;
  /** Said behind the label of a field that may stay empty. */
  optional?: string;
  help?: string;
  error?: string | null;
  /** Stands inside the input's frame, after it. */
  children?: ReactNode;
}

export function Field({
  name,
  id = name,
  label,
  optional,
  help,
  error,
  children,
  ...input
}: FieldProps) {
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}> ({optional})</span>}
      </label>
      <div className={styles.frame} data-invalid={error ? "" : undefined}>
        <input
          {...input}
          aria-describedby={described.join(" ") || undefined}
          aria-invalid={error ? true : undefined}
          id={id}
          name={name}
        />
        {children}
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
