/** The frame of every form for guests: heading, what became of it, the form itself, and the way to another page. */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import type { ReactNode } from "react";
import { Field } from "#forms/fields/field.tsx";
import styles from "#forms/fields/form.module.css";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";

interface FrameProps {
  lang: Locale;
  texts: { title: string; submit: string; pending: string };
  intro?: string;
  state: FormState | null;
  /** What else is to be known before the form is filled in. */
  hint?: string | undefined;
  /** Last part of the address the form is posted to. */
  action:
    | "login"
    | "register"
    | "register/again"
    | "confirm"
    | "forgot"
    | "reset"
    | "email"
    | "email/undo"
    | "unsubscribe"
    | "google/accept"
    | "google/link"
    | "google/claim"
    | "google/claimed";
  /** The server names all fields that are wrong; the browser would stop at the first. */
  noValidate?: boolean;
  /** Fields of the form. */
  children: ReactNode;
  /** Another way to do the same, below the button of the form. */
  instead?: ReactNode;
  /** Ways on, below the form. */
  below?: ReactNode;
}

/** Draws one form for guests: plain HTML that posts; script only adds the eye and the waiting text. */
export function EntryFrame(props: FrameProps) {
  const { lang, texts, intro, state, hint, action, noValidate, children, instead, below } = props;
  return (
    <div className={styles.page}>
      <h1>{texts.title}</h1>
      {intro && <p>{intro}</p>}
      <FormNotice state={state ?? (hint ? hintState(hint) : null)}>
        {state && hint && <p>{hint}</p>}
      </FormNotice>
      <form
        action={`/api/session/${action}`}
        className={styles.form}
        method="post"
        noValidate={noValidate}
      >
        <input name="lang" type="hidden" value={lang} />
        {children}
        <SubmitButton pending={texts.pending} text={texts.submit} />
        {instead}
      </form>
      {below}
    </div>
  );
}

function hintState(text: string): FormState {
  return { tone: "info", title: null, text, fields: {} };
}

interface OtherProps {
  lang: Locale;
  texts: { other: string; otherLink: string };
  /** The other page, below the language. */
  path: "/login" | "/register";
  /** Checked path to go to afterwards; empty for the home page. */
  back: string;
}

/** Leads to the other form for guests, which then leads to the same page. */
export function OtherWay({ lang, texts, path, back }: OtherProps) {
  const query = back ? `?return=${encodeURIComponent(back)}` : "";
  return (
    <p className={styles.other}>
      {texts.other}
      <Link href={`/${lang}${path}${query}`} prefetch={false}>
        {texts.otherLink}
      </Link>
    </p>
  );
}

interface EmailProps {
  texts: Messages["login"];
  value: string | undefined;
  error: string | undefined;
  /** The browser may offer passkeys here. */
  offersPasskeys?: boolean;
}

/** Asks for the address that an account is known by. */
export function EmailField({ texts, value, error, offersPasskeys }: EmailProps) {
  return (
    <Field
      autoCapitalize="none"
      autoComplete={offersPasskeys ? "username webauthn" : "username"}
      defaultValue={value}
      error={error}
      inputMode="email"
      label={texts.email}
      maxLength={254}
      name="email"
      required
      spellCheck={false}
      type="email"
    />
  );
}
