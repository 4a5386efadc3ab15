/** One labelled tick with its help and its error below it. */
import styles from "./form.module.css";
import { controlProps, type Labels, Remarks } from "./labelled.tsx";

interface CheckProps extends Omit<Labels, "id" | "optional"> {
  checked?: boolean;
  required?: boolean;
  /** What is posted when it is ticked; `on` without. */
  value?: string;
}

/** Draws a tick that is chosen at first when `checked`. */
export function CheckField({ checked, required, value, label, ...texts }: CheckProps) {
  const { name, help, error } = texts;
  return (
    <div className={styles.check}>
      <input
        {...controlProps(texts)}
        defaultChecked={checked}
        required={required}
        type="checkbox"
        value={value}
      />
      <label htmlFor={name}>{label}</label>
      <Remarks id={name} {...{ help, error }} />
    </div>
  );
}
