/** Values with a name in both languages, in their order: each row its own form, and one to add the next. */
import type { LocalText } from "@edgemart/contracts/locale";
import type { ReactNode } from "react";
import { Field } from "#forms/fields/field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { NameFields } from "./name-fields.tsx";
import { TableBox } from "./table-box.tsx";
import { WriteFields, type Writing } from "./write-fields.tsx";

interface ValuesProps {
  action: string;
  writing: Writing;
  /** Whose values they are: a name for people, and what the form sends as `of`. */
  name: string;
  of: string;
  values: readonly { key: string; label: LocalText }[];
  messages: Messages;
  /** What was typed when a change of these values was refused; null otherwise. */
  refused: { typed: Record<string, string>; errors: Record<string, string> } | null;
}

/** Draws values in their order, each with its forms, and the form that adds one. */
export function ValueRows(props: ValuesProps) {
  const { action, writing, name, of, values, messages, refused } = props;
  const texts = messages.admin.catalog.values;
  const refusedAct = refused?.typed.act ?? "";
  const ofNew = refusedAct === "add-value" ? refused : null;
  const ofRow = refusedAct === "save-value" ? refused : null;
  const hidden = (key: string) => (
    <>
      <WriteFields {...writing} />
      <input name="of" type="hidden" value={of} />
      {key && <input name="value" type="hidden" value={key} />}
    </>
  );
  return (
    <>
      {values.length === 0 ? (
        <p className={styles.soft}>{texts.none}</p>
      ) : (
        <TableBox
          columns={[texts.key, texts.nameKo, texts.nameEn, null]}
          label={fill(texts.of, { name })}
        >
          {values.map((value, at) => (
            <ValueRow
              action={action}
              form={`${of}-${value.key}`}
              hidden={hidden(value.key)}
              isFirst={at === 0}
              isLast={at === values.length - 1}
              key={value.key}
              refused={ofRow?.typed.value === value.key ? ofRow : null}
              texts={texts}
              value={value}
            />
          ))}
        </TableBox>
      )}
      <details open={ofNew !== null || values.length === 0}>
        <summary className={styles.link}>{texts.add}</summary>
        <form action={action} className={styles.wide} id={`${of}-new`} method="post">
          {hidden("")}
          <input name="act" type="hidden" value="add-value" />
          <div className={styles.fields}>
            <Field
              autoComplete="off"
              defaultValue={ofNew?.typed.ownKey}
              error={ofNew?.errors.ownKey}
              help={texts.keyHelp}
              id={`${of}-new-ownKey`}
              label={texts.key}
              maxLength={40}
              name="ownKey"
              pattern="[a-z0-9][a-z0-9_\-]*"
            />
            <NameFields
              errors={ofNew?.errors ?? {}}
              name="label"
              prefix={`${of}-new-`}
              stored={{ ko: "", en: "" }}
              texts={texts}
              value={(field, stored) => ofNew?.typed[field] ?? stored}
            />
          </div>
          <SubmitButton pending={messages.mine.saving} text={texts.add} />
        </form>
      </details>
    </>
  );
}

interface RowProps {
  action: string;
  /** Id of the row's form: it is in the last cell, and the inputs before it name it. */
  form: string;
  hidden: ReactNode;
  texts: Messages["admin"]["catalog"]["values"];
  value: { key: string; label: LocalText };
  isFirst: boolean;
  isLast: boolean;
  refused: ValuesProps["refused"];
}

function ValueRow(props: RowProps) {
  const { action, form, hidden, texts, value, isFirst, isLast, refused } = props;
  const { key, label } = value;
  const input = (lang: "ko" | "en", text: string) => (
    <input
      aria-invalid={refused?.errors.label || refused?.errors[`label.${lang}`] ? true : undefined}
      aria-label={fill(text, { key })}
      autoComplete="off"
      defaultValue={refused?.typed[`label.${lang}`] ?? label[lang]}
      form={form}
      lang={lang}
      maxLength={80}
      name={`label.${lang}`}
      type="text"
    />
  );
  const button = (act: string, text: string, isDanger = false) => (
    <button
      aria-label={`${text}: ${key}`}
      className={styles.link}
      data-danger={isDanger ? "" : undefined}
      name="act"
      type="submit"
      value={act}
    >
      {text}
    </button>
  );
  return (
    <tr>
      <th className={styles.nowrap} scope="row">
        <code className={styles.code}>{key}</code>
      </th>
      <td>{input("ko", texts.koOf)}</td>
      <td>{input("en", texts.enOf)}</td>
      <td>
        <form action={action} className={styles.inline} id={form} method="post">
          {hidden}
          {button("save-value", texts.save)}
          {!isFirst && button("earlier-value", texts.earlier)}
          {!isLast && button("later-value", texts.later)}
          {button("remove-value", texts.remove, true)}
        </form>
      </td>
    </tr>
  );
}
