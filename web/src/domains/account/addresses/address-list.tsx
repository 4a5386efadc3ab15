/** A member's addresses: the default first, each with what can be done with it. */
import { ADDRESSES_MAX, type Address } from "@edgemart/contracts/address";
import type { Locale } from "@edgemart/contracts/locale";
import { languageOf } from "#components/language-of.ts";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import type { Visit } from "../visit.ts";
import { addressLines } from "./address-lines.ts";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  addresses: Address[];
}

/** Draws the member's addresses, the default first, with what can be done to each. */
export function AddressListView({ lang, messages, visit, addresses }: ListProps) {
  const { mine } = messages;
  const texts = mine.addresses;
  const { saved, deleted, preferred, stale, gone, full } = texts;
  const state = formState(
    visit.message,
    mine,
    { saved, deleted, preferred },
    { precondition_failed: stale, not_found: gone, addresses_full: full },
  );
  const isFull = addresses.length >= ADDRESSES_MAX;
  const add = `/${lang}/account/addresses/new`;
  return (
    <>
      <FormNotice state={state} />
      {addresses.length === 0 ? (
        <div className={styles.empty}>
          <h2>{texts.empty}</h2>
          <p className={styles.soft}>{texts.emptyText}</p>
        </div>
      ) : (
        <ul className={styles.list}>
          {addresses.map((address) => (
            <li className={styles.row} key={address.id}>
              <div>
                <p className={styles.rowTitle}>
                  <span lang={languageOf(address.recipient)}>{address.recipient}</span>
                  {address.isDefault && <span className={styles.tag}>{texts.default}</span>}
                </p>
                {addressLines(address, lang).map((line) => (
                  <p key={line} lang={languageOf(line)}>
                    {line}
                  </p>
                ))}
                <p className={styles.soft}>{address.phone}</p>
              </div>
              <AddressActions address={address} lang={lang} owner={visit.member.id} texts={texts} />
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p className={styles.soft}>{texts.full}</p>
      ) : (
        <div className={styles.actions}>
          <a className="button" href={add}>
            {texts.add}
          </a>
          <a className="button quiet" href={`${add}?abroad=1`}>
            {texts.addAbroad}
          </a>
        </div>
      )}
    </>
  );
}

interface ActionsProps {
  lang: Locale;
  owner: string;
  texts: Messages["mine"]["addresses"];
  address: Address;
}

function AddressActions({ lang, owner, texts, address }: ActionsProps) {
  const of = (text: string) => fill(text, { name: address.recipient });
  const fields = (
    <>
      <OwnerFields lang={lang} owner={owner} />
      <input name="id" type="hidden" value={address.id} />
      <input name="version" type="hidden" value={address.version} />
    </>
  );
  return (
    <div className={styles.rowActions}>
      <a aria-label={of(texts.editOf)} href={`/${lang}/account/addresses/${address.id}`}>
        {texts.edit}
      </a>
      {!address.isDefault && (
        <form action="/api/account/address" method="post">
          {fields}
          <button aria-label={of(texts.preferOf)} name="act" type="submit" value="prefer">
            {texts.prefer}
          </button>
        </form>
      )}
      <details>
        <summary aria-label={of(texts.deleteOf)} className={styles.danger}>
          {texts.delete}
        </summary>
        <form action="/api/account/address" className={styles.sure} method="post">
          {fields}
          <p>{texts.deleteSure}</p>
          <button className={styles.danger} name="act" type="submit" value="delete">
            {texts.deleteYes}
          </button>
        </form>
      </details>
    </div>
  );
}
