/** Makes ids: the one place that reads the clock and randomness for them. */
import { ID_PREFIX, type IdKind } from "@edgemart/contracts/ids";
import { typeidUnboxed } from "typeid-js";

/** Makes a new id of a kind, sortable by the time it was made. */
export function newId(kind: IdKind): string {
  return typeidUnboxed(ID_PREFIX[kind]);
}
