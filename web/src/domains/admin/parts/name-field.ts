/** Where a page's notice leads to for what is wrong with a text of two languages: its first field. Pure. */

export function nameField(field: string): string {
  return field === "name" || field === "title" || field === "label" ? `${field}.ko` : field;
}
