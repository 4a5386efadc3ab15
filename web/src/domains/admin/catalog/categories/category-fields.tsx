/** The fields of a category: names, place in addresses and in the tree. */
import type { AdminCategory } from "@edgemart/contracts/catalog-categories";
import type { Locale } from "@edgemart/contracts/locale";
import styles from "#domains/admin/admin.module.css";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { NameFields } from "#domains/admin/parts/name-fields.tsx";
import { PositionField } from "#domains/admin/parts/position-field.tsx";
import { SlugField } from "#domains/admin/parts/slug-field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { TextArea } from "#forms/fields/text-area.tsx";
import type { Messages } from "#messages/messages.ts";
import { type Branch, parentsFor } from "./category-tree.ts";

interface FieldsProps {
  lang: Locale;
  messages: Messages;
  categories: readonly AdminCategory[];
  /** Null for a new one. */
  category: AdminCategory | null;
  errors: Record<string, string>;
  value(name: string, stored: string): string;
  isLost(name: string): boolean;
}

/** Draws the fields of a category; a new one has no descriptions yet. */
export function CategoryFields(props: FieldsProps) {
  const { lang, messages, categories, category, errors, value, isLost } = props;
  const texts = messages.admin.catalog;
  const { recalled, not_kept: gone } = messages.mine.errors;
  const description = category?.description ?? { ko: "", en: "" };
  return (
    <div className={styles.fields}>
      <NameFields
        errors={errors}
        name="name"
        stored={category?.name ?? { ko: "", en: "" }}
        texts={texts}
        value={value}
      />
      {category &&
        (["ko", "en"] as const).map((each) => (
          <TextArea
            error={errors[`description.${each}`]}
            key={each}
            label={each === "ko" ? texts.descriptionKo : texts.descriptionEn}
            lang={each}
            lost={isLost(`description.${each}`) ? { recalled, gone } : null}
            max={2_000}
            name={`description.${each}`}
            rows={3}
            value={value(`description.${each}`, description[each])}
          />
        ))}
      <SlugField
        error={errors.slug}
        help={category ? texts.slugHelp : texts.slugBlank}
        label={texts.slug}
        required={category !== null}
        value={value("slug", category?.slug ?? "")}
      />
      <SelectField
        error={errors.parent}
        label={texts.parent}
        name="parent"
        options={[
          ["", texts.top],
          ...parentsFor(categories, category?.slug ?? null).map(
            (branch) => [branch.category.slug, indented(branch, lang)] as const,
          ),
        ]}
        value={value("parent", category?.parent ?? "")}
      />
      <PositionField
        error={errors.position}
        texts={texts}
        value={value("position", String(category?.position ?? 0))}
      />
    </div>
  );
}

/** Its name behind a mark for each level: a choice has no other way to show a tree. */
export function indented({ category, depth }: Branch, lang: Locale): string {
  return `${"— ".repeat(depth)}${inLang(category.name, lang)}`;
}
