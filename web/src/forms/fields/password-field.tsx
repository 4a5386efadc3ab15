"use client";
/** A password input that can be read while typing. Works as a plain one without script. */
import { useState } from "react";
import { Field } from "./field.tsx";
import styles from "./form.module.css";

interface PasswordProps {
  /** `password` when absent. */
  name?: string;
  id?: string;
  label: string;
  show: string;
  hide: string;
  autoComplete: "current-password" | "new-password";
  help?: string;
  error?: string | null;
  isOptional?: boolean;
}

/** Draws a password field named `password`, or as given, with the button that shows it. */
export function PasswordField({
  name = "password",
  id = name,
  label,
  show,
  hide,
  autoComplete,
  help,
  error,
  isOptional,
}: PasswordProps) {
  const [visible, setVisible] = useState(false);
  return (
    <Field
      autoCapitalize="none"
      autoComplete={autoComplete}
      error={error}
      help={help}
      id={id}
      label={label}
      maxLength={256}
      minLength={autoComplete === "new-password" ? 8 : undefined}
      name={name}
      required={!isOptional}
      spellCheck={false}
      type={visible ? "text" : "password"}
    >
      <button
        aria-controls={id}
        aria-label={visible ? hide : show}
        aria-pressed={visible}
        className={`${styles.reveal} needs-script`}
        onClick={() => setVisible(!visible)}
        type="button"
      >
        <svg aria-hidden="true" height="20" viewBox="0 0 24 24" width="20">
          <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z" />
          <circle cx="12" cy="12" r="3" />
          {visible && <path d="M4 20 20 4" />}
        </svg>
      </button>
    </Field>
  );
}
