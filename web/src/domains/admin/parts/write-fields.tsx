/** Hidden fields of a form of the administration: whose it is, its key, and the version it was shown with. */
import type { Locale } from "@edgemart/contracts/locale";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";

/** What the hidden fields of a form are made from. */
export interface Writing {
  lang: Locale;
  /** Id of the administrator who looks. */
  owner: string;
  /** What is written to: absent for something new, or for stock. */
  subject?: { id: string; version: number } | undefined;
  /** Key of a form that was sent before and whose outcome is not known: it is the same operation still. */
  sentKey?: string | undefined;
}

/** A key is random for each form and each time it is shown: sending one twice is one operation. */
export function WriteFields({ lang, owner, subject, sentKey }: Writing) {
  return (
    <>
      <OwnerFields lang={lang} owner={owner} />
      <input name="key" type="hidden" value={sentKey ?? crypto.randomUUID()} />
      {subject && <input name="id" type="hidden" value={subject.id} />}
      {subject && <input name="version" type="hidden" value={subject.version} />}
    </>
  );
}
