/** Puts values into texts; stands alone so that the browser gets no message files. Pure. */
export type { Messages } from "./ko.ts";

/** Puts values in place of `{name}`; an unknown name stays as written. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
