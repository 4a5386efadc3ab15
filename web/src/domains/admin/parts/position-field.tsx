/** The field for a place among others: small numbers come first. */
import { Field } from "#forms/fields/field.tsx";

interface PositionProps {
  texts: { position: string; positionHelp: string };
  value: string;
  error: string | undefined;
}

/** Draws the field `position`. */
export function PositionField({ texts, value, error }: PositionProps) {
  return (
    <Field
      autoComplete="off"
      defaultValue={value}
      error={error}
      help={texts.positionHelp}
      inputMode="numeric"
      label={texts.position}
      maxLength={6}
      name="position"
      required
    />
  );
}
