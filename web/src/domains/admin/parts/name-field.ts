/** Where a page's notice leads to for what is wrong with a text of two languages: its first field. Pure. */

/** Gives the id of the field an error is said at: a name without a language is said at the Korean one. */
export function nameField(field: string): string {
  return field === "name" || field === "title" || field === "label" ? `${field}.ko` : field;
}
