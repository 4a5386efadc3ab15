/** Tells keys that act from keys that only build a character. Pure. */

/**
 * True while a key belongs to an input method (Korean, Japanese, Chinese): it must not act.
 *
 * Safari ends a composition before the key that ended it arrives, and marks that key with code 229 alone.
 *
 * @see https://www.w3.org/TR/uievents/#keydown
 */
export function isComposing(event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}
