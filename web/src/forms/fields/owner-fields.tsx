/** Hidden fields of every personal form: its language, and whose page it stands on, should the session have ended. */
import type { Locale } from "@edgemart/contracts/locale";

export function OwnerFields({ lang, owner }: { lang: Locale; owner: string }) {
  return (
    <>
      <input name="lang" type="hidden" value={lang} />
      <input name="owner" type="hidden" value={owner} />
    </>
  );
}
