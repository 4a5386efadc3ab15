/** The fields of an attribute: its names and its place among the filters. */
import type { AdminAttribute } from "@edgemart/contracts/catalog-structure";
import type { ReactNode } from "react";
import styles from "#domains/admin/admin.module.css";
import { NameFields } from "#domains/admin/parts/name-fields.tsx";
import { PositionField } from "#domains/admin/parts/position-field.tsx";
import type { Messages } from "#messages/messages.ts";

interface FieldsProps {
  texts: Messages["admin"]["catalog"];
  /** Null for a new one. */
  attribute: AdminAttribute | null;
  errors: Record<string, string>;
  value(name: string, stored: string): string;
  children?: ReactNode;
}

/** Draws names and position of an attribute; `children` come between them. */
export function AttributeFields({ texts, attribute, errors, value, children }: FieldsProps) {
  return (
    <div className={styles.fields}>
      <NameFields
        name="name"
        stored={attribute?.name ?? { ko: "", en: "" }}
        {...{ texts, errors, value }}
      />
      {children}
      <PositionField
        error={errors.position}
        texts={texts}
        value={value("position", String(attribute?.position ?? 0))}
      />
    </div>
  );
}
