/** A list that is narrowed by a choice. */
import type { ReactNode } from "react";
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
  /** Further fields of the form, before the choice. */
  children?: ReactNode;
}

/** Draws a form that is sent by its address. */
export function ChoiceFilter({ action, submit, children, ...choice }: FilterProps) {
  return (
    <form action={action} className={styles.finder}>
      {children}
      <SelectField {...choice} />
      <button className="button quiet" type="submit">
        {submit}
      </button>
    </form>
  );
}
