/** A sentence of ours around words that are not: they are marked with their own language. */
import { languageOf } from "./language-of.ts";

/** @param words what the sentence quotes; nothing is marked when it is not in it */
export function Quoting({ text, words }: { text: string; words: string }) {
  const at = words ? text.indexOf(words) : -1;
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <span lang={languageOf(words)}>{words}</span>
      {text.slice(at + words.length)}
    </>
  );
}
