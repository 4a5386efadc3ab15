/** A sentence of ours around words that are not: they are marked with their own language. */
import { languageOf } from "./language-of.ts";

/** @param words what the sentence may quote, each once; what is not in it, or is empty, marks nothing */
export function Quoting({ text, words: [word, ...others] }: { text: string; words: string[] }) {
  if (word === undefined) return text;
  const at = word ? text.indexOf(word) : -1;
  if (at < 0) return <Quoting text={text} words={others} />;
  return (
    <>
      <Quoting text={text.slice(0, at)} words={others} />
      <span lang={languageOf(word)}>{word}</span>
      <Quoting text={text.slice(at + word.length)} words={others} />
    </>
  );
}
