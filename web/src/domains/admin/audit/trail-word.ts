/** The word for a recorded name; one nobody wrote a word for is shown as it is recorded. Pure. */
export function trailWord(words: Record<string, string>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
}
