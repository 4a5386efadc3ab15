/** One labelled choice with its help and its error. */
import styles from "./form.module.css";
import { controlProps, Labelled, type Labels } from "./labelled.tsx";

interface SelectProps extends Labels {
  options: readonly (readonly [value: string, text: string])[];
  value?: string;
  autoComplete?: string;
  required?: boolean;
}

/** Draws a choice of `options`; `value` is chosen at first. */
export function SelectField({ options, value, autoComplete, required, ...texts }: SelectProps) {
  return (
    <Labelled {...texts} frame={styles.select}>
      <select
        {...controlProps(texts)}
        autoComplete={autoComplete}
        data-stored={value}
        defaultValue={value}
        required={required}
      >
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
