/** Names the form of an act on one of several things of a page. Pure. */

/** Gives the name by the end of the thing's id, because a part has 40 characters at most. */
export function partOf(id: string, act: string): string {
  return `${id.slice(0, 3)}${id.slice(-12)}-${act}`;
}
