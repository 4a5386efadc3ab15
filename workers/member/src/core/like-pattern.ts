/** Search text → LIKE pattern. Pure. */

/** Matches the text anywhere; its own `%`, `_` and `\` stand for themselves. */
export function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
