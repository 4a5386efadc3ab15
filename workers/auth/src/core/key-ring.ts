/** Symmetric keys by id. Pure. */

/** One key makes new values, all of them check old ones. */
export interface KeyRing {
  current: string;
  keys: ReadonlyMap<string, Uint8Array>;
}

/** Gives the key that makes new values. @throws Error for a ring without it: a key of zeros must never take its place */
export function currentKey({ current, keys }: KeyRing): Uint8Array {
  const key = keys.get(current);
  if (!key) throw new Error("the current key is not in its ring");
  return key;
}
