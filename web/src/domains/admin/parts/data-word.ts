/** The word for a name under which a Worker recorded something. Pure. */
import type { Messages } from "#messages/fill.ts";

/** Gives the name's word; one without a word is written in words all the same: `heldUntil` is `held until`. */
export function dataWord(name: string, texts: Messages["admin"]["timeline"]["details"]): string {
  const words: Record<string, string> = texts;
  if (Object.hasOwn(words, name)) return words[name] ?? name;
  return name.replace(/Minor$/, "").replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
