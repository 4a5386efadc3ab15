/** A name in both languages: two fields, one of which may stay empty. */
import { Field } from "#forms/fields/field.tsx";

interface NameProps {
  /** Name of the field without its language: `name`, `title`, `label`. */
  name: string;
  /** Goes before the ids where a page holds several such forms. */
  prefix?: string;
  texts: { nameKo: string; nameEn: string };
  stored: { ko: string; en: string };
  value(name: string, stored: string): string;
  errors: Record<string, string>;
}

/** Draws the two fields of a name. */
export function NameFields({ name, prefix = "", texts, stored, value, errors }: NameProps) {
  const field = (lang: "ko" | "en") => ({
    name: `${name}.${lang}`,
    id: `${prefix}${name}.${lang}`,
    lang,
    autoComplete: "off",
    maxLength: 80,
    defaultValue: value(`${name}.${lang}`, stored[lang]),
  });
  return (
    <>
      <Field {...field("ko")} error={errors[`${name}.ko`] ?? errors[name]} label={texts.nameKo} />
      <Field {...field("en")} error={errors[`${name}.en`]} label={texts.nameEn} />
    </>
  );
}
