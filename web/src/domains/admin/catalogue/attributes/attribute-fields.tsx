/** The fields of an attribute: its names and where it stands among the filters. */
import type { AdminAttribute } from "@edgemart/contracts/catalog-structure";
import type { ReactNode } from "react";
import styles from "#domains/admin/admin.module.css";
import { NameFields } from "#domains/admin/parts/name-fields.tsx";
import { Field } from "#forms/fields/field.tsx";
import type { Messages } from "#messages/messages.ts";

interface FieldsProps {
  texts: Messages["admin"]["catalogue"];
  /** Null for a new one. */
  attribute: AdminAttribute | null;
  errors: Record<string, string>;
  value(name: string, stored: string): string;
  children?: ReactNode;
}

export function AttributeFields({ texts, attribute, errors, value, children }: FieldsProps) {
  return (
    <div className={styles.fields}>
      <NameFields
        name="name"
        stored={attribute?.name ?? { ko: "", en: "" }}
        {...{ texts, errors, value }}
      />
      {children}
      <Field
        autoComplete="off"
        defaultValue={value("position", String(attribute?.position ?? 0))}
        error={errors.position}
        help={texts.positionHelp}
        inputMode="numeric"
        label={texts.position}
        maxLength={6}
        name="position"
        required
      />
    </div>
  );
}
