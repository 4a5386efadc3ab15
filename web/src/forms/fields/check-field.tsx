/** One labelled tick with its help and its error below it. */
import styles from "./form.module.css";
import { controlProps, type Labels, Remarks } from "./labelled.tsx";

interface CheckProps extends Omit<Labels, "optional"> {
  checked?: boolean;
  required?: boolean;
  /** What is posted when it is ticked; `on` without. */
  value?: string;
}

/** Draws a tick that is chosen at first when `checked`. */
export function CheckField({ checked, required, value, label, ...texts }: CheckProps) {
  const { name, id = name, help, error } = texts;
  return (
    <div className={styles.check}>
      <input
        {...controlProps(texts)}
        defaultChecked={checked}
        required={required}
        type="checkbox"
        value={value}
      />
      <label htmlFor={id}>{label}</label>
      <Remarks {...{ id, help, error }} />
    </div>
  );
}
