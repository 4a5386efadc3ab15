/** The field for what names a thing in addresses; left empty it is made from the name. */
import { Field } from "#forms/fields/field.tsx";

interface SlugProps {
  label: string;
  help: string;
  value: string;
  error: string | undefined;
  required?: boolean;
}

/** Draws the field `slug`: small letters, digits and single hyphens. */
export function SlugField({ label, help, value, error, required }: SlugProps) {
  return (
    <Field
      autoComplete="off"
      defaultValue={value}
      error={error}
      help={help}
      label={label}
      maxLength={120}
      name="slug"
      pattern="[a-z0-9]+(-[a-z0-9]+)*"
      required={required}
    />
  );
}
