/** Hidden fields of every personal form: its language, and whose page it is on, in case the session has ended. */
import type { Locale } from "@edgemart/contracts/locale";

/** Draws the hidden fields; `owner` is the member's id. */
export function OwnerFields({ lang, owner }: { lang: Locale; owner: string }) {
  return (
    <>
      <input name="lang" type="hidden" value={lang} />
      <input name="owner" type="hidden" value={owner} />
    </>
  );
}
