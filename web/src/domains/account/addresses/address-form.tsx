/** The form of one address: Korean, or international. Two pages, so that neither needs script. */
import type { Address } from "@edgemart/contracts/address";
import type { Locale } from "@edgemart/contracts/locale";
import { CheckField } from "#forms/fields/check-field.tsx";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { Conflict } from "#forms/shown/conflict.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import type { Visit } from "../visit.ts";
import { AddressFields } from "./address-fields.tsx";
import { addressLines } from "./address-lines.ts";

interface AddressFormProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  /** Null for a new one. */
  address: Address | null;
  abroad: boolean;
  /** Random, one for each time the form is shown: makes posting twice one address. */
  formKey: string;
}

/** Draws the form of a new address, or of one that is changed. */
export function AddressForm(props: AddressFormProps) {
  const { lang, messages, visit, address, abroad, formKey } = props;
  const { mine } = messages;
  const texts = mine.addresses;
  const shown = typedOrStored(visit.message, address?.version ?? null);
  const state = shown.isConflict
    ? null
    : formState(visit.message, mine, {}, { addresses_full: texts.full, not_found: texts.gone });
  const list = `/${lang}/account/addresses`;
  return (
    <>
      <FormNotice state={state} />
      {shown.isConflict && address && (
        <Conflict
          differences={differences(texts, address, shown.value, lang)}
          keepHref={list}
          texts={mine.conflict}
        />
      )}
      <form action="/api/account/address" className={styles.form} method="post">
        <OwnerFields lang={lang} owner={visit.member.id} />
        <input name="key" type="hidden" value={formKey} />
        {address && <input name="id" type="hidden" value={address.id} />}
        {address && <input name="version" type="hidden" value={address.version} />}
        <AddressFields
          abroad={abroad}
          errors={state?.fields ?? {}}
          lang={lang}
          mine={mine}
          value={(name) => shown.value(name, storedValue(address, name))}
        />
        {address?.isDefault ? (
          <p className={styles.help}>{texts.isDefaultAlready}</p>
        ) : (
          <CheckField
            checked={shown.value("isDefault", "") === "on"}
            label={texts.isDefault}
            name="isDefault"
          />
        )}
        <div className={styles.actions}>
          <SubmitButton
            pending={mine.saving}
            text={shown.isConflict ? mine.conflict.overwrite : mine.save}
          />
          <a className="button quiet" href={list}>
            {mine.cancel}
          </a>
        </div>
      </form>
      {!address && (
        <p className={styles.other}>
          {abroad ? texts.toKorea : texts.toAbroad}
          <a href={abroad ? `${list}/new` : `${list}/new?abroad=1`}>
            {abroad ? texts.toKoreaLink : texts.toAbroadLink}
          </a>
        </p>
      )}
    </>
  );
}

function storedValue(address: Address | null, name: string): string {
  const stored: Record<string, unknown> = { ...address };
  const value = stored[name];
  return typeof value === "string" ? value : "";
}

function differences(
  texts: Messages["mine"]["addresses"],
  stored: Address,
  value: (name: string, stored: string) => string,
  lang: Locale,
): [string, string, string][] {
  const typed = (name: string) => value(name, "");
  const written = addressLines(
    {
      country: typed("country"),
      postcode: typed("postcode"),
      line1: typed("line1"),
      line2: typed("line2"),
      city: typed("city"),
      region: typed("region"),
    },
    lang,
  );
  return [
    [texts.recipient, stored.recipient, typed("recipient")],
    [texts.phone, stored.phone, typed("phone")],
    [texts.line1, addressLines(stored, lang).join("\n"), written.join("\n")],
  ];
}
