/** A list that is narrowed by one choice. */
import { SelectField } from "#forms/fields/select-field.tsx";
import styles from "../admin.module.css";

interface FilterProps {
  /** Address of the list. */
  action: string;
  name: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
  value: string;
  /** On the button. */
  submit: string;
}

/** Draws a form that is sent by its address. */
export function ChoiceFilter({ action, submit, ...choice }: FilterProps) {
  return (
    <form action={action} className={styles.finder}>
      <SelectField {...choice} />
      <button className="button quiet" type="submit">
        {submit}
      </button>
    </form>
  );
}
