/** Hidden fields of a form that writes to the catalogue: whose it is, its key, and the version it was shown with. */
import type { Locale } from "@edgemart/contracts/locale";
import { OwnerFields } from "../../../forms/fields/owner-fields.tsx";

export interface Writing {
  lang: Locale;
  /** Id of the administrator who looks. */
  owner: string;
  /** Absent for something new, or for stock. */
  product?: { id: string; version: number };
}

/** A key is random for each form and each time it is shown: sending one twice is one operation. */
export function WriteFields({ lang, owner, product }: Writing) {
  return (
    <>
      <OwnerFields lang={lang} owner={owner} />
      <input name="key" type="hidden" value={crypto.randomUUID()} />
      {product && <input name="id" type="hidden" value={product.id} />}
      {product && <input name="version" type="hidden" value={product.version} />}
    </>
  );
}
