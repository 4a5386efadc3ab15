/** The form of one more option, with its first value. */
import { Field } from "#forms/fields/field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { NameFields } from "../parts/name-fields.tsx";
import { WriteFields, type Writing } from "../parts/write-fields.tsx";

interface NewOptionProps {
  writing: Writing;
  messages: Messages;
  refused: { typed: Record<string, string>; errors: Record<string, string> } | null;
}

const NO_NAME = { ko: "", en: "" };

/** Draws the form that adds an option to a product. */
export function NewOption({ writing, messages, refused }: NewOptionProps) {
  const texts = messages.admin.product;
  const names = messages.admin.catalog;
  const errors = refused?.errors ?? {};
  const value = (name: string, stored: string) => refused?.typed[name] ?? stored;
  const key = (name: string, label: string) => (
    <Field
      autoComplete="off"
      defaultValue={value(name, "")}
      error={errors[name]}
      help={names.values.keyHelp}
      id={`new-option-${name}`}
      label={label}
      maxLength={40}
      name={name}
      pattern="[a-z0-9][a-z0-9_\-]*"
    />
  );
  const named = { prefix: "new-option-", stored: NO_NAME, texts: names, value, errors };
  return (
    <details open={refused !== null}>
      <summary className={styles.link}>{texts.addOption}</summary>
      <form action="/api/admin/options" className={styles.wide} method="post">
        <WriteFields {...writing} />
        <input name="act" type="hidden" value="add-option" />
        <div className={styles.fields}>
          {key("ownKey", texts.optionKey)}
          <NameFields name="name" {...named} />
        </div>
        <fieldset className={styles.group}>
          <legend>{texts.firstValue}</legend>
          <div className={styles.fields}>
            {key("valueKey", names.values.key)}
            <NameFields name="label" {...named} />
          </div>
        </fieldset>
        <SubmitButton pending={messages.mine.saving} text={texts.addOption} />
      </form>
    </details>
  );
}
