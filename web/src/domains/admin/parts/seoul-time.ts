/** Times of Seoul as a form's field holds them, to and from the wire. Pure. */

/** Korea has had no other offset since 1988. */
const OFFSET = "+09:00";
const OFFSET_MS = 9 * 3_600_000;
const FIELD = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Gives `2026-11-30T18:00` for a field of the type `datetime-local`; empty for none. */
export function seoulField(iso: string | null): string {
  if (iso === null) return "";
  return new Date(Date.parse(iso) + OFFSET_MS).toISOString().slice(0, 16);
}

/** Reads such a field: RFC 3339 in UTC; null for an empty one; the text itself for what is no time, which the contract refuses. */
export function fromSeoulField(text: string): string | null {
  const typed = text.trim();
  if (typed === "") return null;
  const at = FIELD.test(typed) ? Date.parse(typed + OFFSET) : Number.NaN;
  return Number.isNaN(at) ? typed : new Date(at).toISOString();
}
