/** Puts values into texts; is alone in its file so that the browser gets no message files. Pure. */
export type { Messages } from "./ko.ts";

type Values = Record<string, string | number>;

/**
 * Puts values in place of `{name}`; an unknown name stays as written.
 *
 * `{count:product|products}` gives the word that goes with the number: the form for one, then the form for others.
 * Korean nouns do not change with a number, so only English texts have it.
 */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (found, name: string, one, other) => {
    const value = values[name];
    if (value === undefined) return found;
    if (one === undefined) return String(value);
    return ENGLISH.select(Number(value)) === "one" ? one : other;
  });
}

const ENGLISH = new Intl.PluralRules("en");
