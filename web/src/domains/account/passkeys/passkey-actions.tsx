/** What can be done with a passkey: both are forms that work without script. */
import type { Locale } from "@edgemart/contracts/locale";
import type { PasskeyView } from "@edgemart/contracts/passkeys";
import { Field } from "#forms/fields/field.tsx";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import type { FormState } from "#forms/shown/form-state.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../account.module.css";

interface ActionsProps {
  lang: Locale;
  owner: string;
  passkey: PasskeyView;
  isFresh: boolean;
  message: FormMessage | null;
  state: FormState | null;
  texts: Messages["passkeys"]["list"];
}

/** Names the field of a passkey's name; several are on the page. */
export const nameFieldOf = (id: string) => `name-${id}`;

/** Draws the way to rename it and, after a recent proof, to delete it. */
export function PasskeyActions(props: ActionsProps) {
  const { lang, owner, passkey, isFresh, message, state, texts } = props;
  const of = (text: string) => fill(text, { name: passkey.name });
  const isTyped = message?.form === "passkeys" && message.typed.id === passkey.id;
  const fields = (
    <>
      <OwnerFields lang={lang} owner={owner} />
      <input name="id" type="hidden" value={passkey.id} />
    </>
  );
  return (
    <div className={styles.rowActions}>
      <details open={isTyped}>
        <summary aria-label={of(texts.renameOf)}>{texts.rename}</summary>
        <form action="/api/account/passkeys" className={styles.rename} method="post">
          {fields}
          <Field
            autoComplete="off"
            defaultValue={isTyped ? message.typed.name : passkey.name}
            error={isTyped ? state?.fields.name : undefined}
            id={nameFieldOf(passkey.id)}
            label={texts.name}
            maxLength={60}
            name="name"
            required
          />
          <button name="act" type="submit" value="rename">
            {texts.renameYes}
          </button>
        </form>
      </details>
      {isFresh && (
        <details>
          <summary aria-label={of(texts.deleteOf)} className={styles.danger}>
            {texts.delete}
          </summary>
          <form action="/api/account/passkeys" className={styles.sure} method="post">
            {fields}
            <p>{texts.deleteSure}</p>
            <button className={styles.danger} name="act" type="submit" value="remove">
              {texts.deleteYes}
            </button>
          </form>
        </details>
      )}
    </div>
  );
}
