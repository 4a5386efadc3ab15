/** Says that a line was removed, and puts it back. */
import type { Locale } from "@edgemart/contracts/locale";
import type { ComponentProps } from "react";
import type { Messages } from "#messages/fill.ts";
import styles from "./cart-contents.module.css";
import { changeForm, type Restorable } from "./cart-form.ts";

interface RestoreProps extends Pick<ComponentProps<"form">, "onSubmit"> {
  removed: Restorable;
  /** What it is called, where that is known. */
  said: string;
  lang: Locale;
  texts: Messages["cart"];
}

/** Draws the sentence and the form that puts the line back. */
export function RestoreForm({ removed, said, lang, texts, onSubmit }: RestoreProps) {
  return (
    <form action="/api/cart" className={styles.accept} method="post" onSubmit={onSubmit}>
      <input name="lang" type="hidden" value={lang} />
      {[...changeForm(removed)].map(([name, value]) => (
        <input key={name} name={name} type="hidden" value={value} />
      ))}
      <p role="status">{said}</p>
      <button type="submit">{texts.undo}</button>
    </form>
  );
}
