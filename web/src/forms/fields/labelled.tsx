/** What every field has around its control: label, help, error, and the ids that tie them together. */
import type { ReactNode } from "react";
import styles from "./form.module.css";

/** Texts around a control. */
export interface Labels {
  name: string;
  /** Differs from the name where a page holds two forms with such a field. */
  id?: string;
  label: string;
  /** Said behind the label of a field that may stay empty. */
  optional?: string;
  help?: string;
  error?: string | null;
}

interface LabelledProps extends Labels {
  /** Adds to the frame of the control. */
  frame?: string | undefined;
  children: ReactNode;
}

/** Draws label, frame, help and error around a control that carries `controlProps` of the same texts. */
export function Labelled({
  name,
  id = name,
  label,
  optional,
  help,
  error,
  frame,
  children,
}: LabelledProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}> ({optional})</span>}
      </label>
      <div
        className={frame ? `${styles.frame} ${frame}` : styles.frame}
        data-invalid={error ? "" : undefined}
      >
        {children}
      </div>
      <Remarks {...{ id, help, error }} />
    </div>
  );
}

/** Draws the help and the error of a control. */
export function Remarks({ id, help, error }: Pick<Labels, "help" | "error"> & { id: string }) {
  return (
    <>
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
    </>
  );
}

/** Gives the attributes that tie a control to its label, help and error. */
export function controlProps({ name, id = name, help, error }: Omit<Labels, "label">) {
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean);
  return {
    "aria-describedby": described.join(" ") || undefined,
    "aria-invalid": error ? true : undefined,
    id,
    name,
  } as const;
}
