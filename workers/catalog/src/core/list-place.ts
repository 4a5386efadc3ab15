/** Places in keyset lists, as their cursors name them: the id of a page's last row. Pure. */

/** Reads the place in a list of products; null for a text that names none. */
export function productPlace(text: string): string | null {
  return /^prd_[0-9a-z]{26}$/.test(text) ? text : null;
}

/** Reads the place in a list of numbered rows: audit events, stock movements; null for a text that names none. */
export function serialPlace(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
