/** Search text → LIKE pattern. Pure. */

/** Makes a pattern that matches the text anywhere; its own `%`, `_` and `\` match themselves alone. */
export function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
