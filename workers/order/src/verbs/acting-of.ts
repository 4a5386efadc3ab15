/** Who acts, from the terms of a write of staff. */
import type { Write } from "../ports/administration.ts";
import type { Acting } from "../ports/changes.ts";

/** Makes what a statement needs. @param changes the input, as the audit keeps it */
export function actingOf({ viewer, key }: Write, action: string, changes: object): Acting {
  return { actor: viewer.memberId, key, audit: { action, because: null, changes } };
}
