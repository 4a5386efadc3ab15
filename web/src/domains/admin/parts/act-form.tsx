/** One act of the administration as a small form of its own, closed until it is wanted or was refused. */
import type { ComponentProps, ReactNode } from "react";
import { Field } from "#forms/fields/field.tsx";
import { PasswordField } from "#forms/fields/password-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { Conflict } from "#forms/shown/conflict.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import styles from "../admin.module.css";
import { type Desk, type FormOfDesk, formOfDesk } from "./desk.ts";
import { WriteFields } from "./write-fields.tsx";

interface ActProps {
  desk: Desk;
  /** Names the form on its page, and in the answer to it. */
  part: string;
  /** What the form does, as its address reads it. */
  act: string;
  /** Words that open the form, and on its button. */
  title: string;
  /** Says of what, for those who do not see what it is next to. */
  name?: string;
  /** Says what the act leads to. */
  text?: string | undefined;
  /** It cannot be undone. */
  danger?: boolean;
  /** Needs a recent password: asked for in the form itself, so that nothing typed is lost. */
  fresh?: boolean;
  /** Whether it must be said why; without it there is no such field. */
  reason?: "needed" | "optional";
  /** Words of the field for the reason, where it is more than one. */
  reasonLabel?: string;
  /** Most characters of the reason. */
  reasonMax?: number;
  /** Further hidden fields. */
  hidden?: Record<string, string>;
  /** It is open at first. */
  isOpen?: boolean;
  /** What is stored next to what was typed, for a form that was refused because someone saved meanwhile. */
  conflict?: Omit<ComponentProps<typeof Conflict>, "texts">;
  /** Draws its fields. */
  children?: (form: FormOfDesk) => ReactNode;
}

/** Draws the words that open the form, and the form; where it was refused it is open and says why. */
export function ActForm(props: ActProps) {
  const { desk, part, title, name, danger = false, isOpen = false } = props;
  const form = formOfDesk(desk, part);
  return (
    <details className={styles.fold} id={part} open={isOpen || form.refusal !== null}>
      <summary aria-label={name} className={styles.link} data-danger={danger ? "" : undefined}>
        {title}
      </summary>
      <ActFields {...props} form={form} />
    </details>
  );
}

/** Draws the form alone, for a page that is made for it. */
export function ActFields(props: ActProps & { form: FormOfDesk }) {
  const { desk, part, act, title, text, danger = false, fresh, hidden = {}, form } = props;
  const { lang, messages, visit, action, subject } = desk;
  return (
    <form
      action={`/api/admin/${action}`}
      className={`${styles.wide} ${styles.actForm}`}
      method="post"
    >
      {props.conflict && form.isConflict ? (
        <Conflict {...props.conflict} texts={messages.mine.conflict} />
      ) : (
        <FormNotice idOf={form.idOf} state={form.refusal} />
      )}
      <WriteFields {...{ lang, subject }} owner={visit.member.id} sentKey={form.sentKey} />
      <input name="part" type="hidden" value={part} />
      <input name="act" type="hidden" value={act} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} name={name} type="hidden" value={value} />
      ))}
      {text && <p className={styles.soft}>{text}</p>}
      {props.children?.(form)}
      <ReasonField {...props} />
      {fresh && desk.mustConfirm && (
        <PasswordField
          autoComplete="current-password"
          error={form.refusal?.fields.password}
          help={messages.admin.sales.passwordHelp}
          hide={messages.login.hide}
          id={form.idOf("password")}
          label={messages.mine.confirm.password}
          show={messages.login.show}
        />
      )}
      <SubmitButton danger={danger} pending={messages.admin.sales.pending} text={title} />
    </form>
  );
}

function ReasonField(props: ActProps & { form: FormOfDesk }) {
  const { desk, reason, reasonLabel, reasonMax = 200, form } = props;
  const texts = desk.messages.admin.sales;
  if (!reason) return null;
  return (
    <Field
      {...form.field("reason")}
      label={reasonLabel ?? texts.reason}
      maxLength={reasonMax}
      required={reason === "needed"}
      {...(reason === "optional" && { optional: desk.messages.mine.optional })}
    />
  );
}
