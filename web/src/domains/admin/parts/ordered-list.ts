/** A list in an order, after one change: pictures, values, products of a collection. Pure. */

/** Acts on an item that is there name it by its key. */
export type ListChange<T> =
  | { act: "add"; item: T }
  | { act: "replace"; item: T }
  | { act: Move; key: string };

/** Lists what can be done to a row of an ordered list. */
export const MOVES = ["remove", "first", "earlier", "later"] as const;
/** One of `MOVES`. */
export type Move = (typeof MOVES)[number];

/** Gives the new list; what is not there changes nothing, what is already there is put last, not added again. */
export function listAfter<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  change: ListChange<T>,
): T[] {
  const key = "key" in change ? change.key : keyOf(change.item);
  const at = items.findIndex((item) => keyOf(item) === key);
  const rest = items.filter((_, index) => index !== at);
  if (change.act === "add") return [...rest, change.item];
  const found = items[at];
  if (found === undefined) return [...items];
  switch (change.act) {
    case "replace":
      return rest.toSpliced(at, 0, change.item);
    case "remove":
      return rest;
    case "first":
      return [found, ...rest];
    case "earlier":
      return rest.toSpliced(Math.max(0, at - 1), 0, found);
    case "later":
      return rest.toSpliced(at + 1, 0, found);
  }
}

/** The move a button's name means (`later`, `later-value`); null for none. */
export function moveOf(act: string): Move | null {
  return MOVES.find((move) => act === move || act.startsWith(`${move}-`)) ?? null;
}
