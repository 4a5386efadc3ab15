/** The word for a recorded name; one that has no word here is shown as it is recorded. Pure. */
export function trailWord(words: Record<string, string>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
}
