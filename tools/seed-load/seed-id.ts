/** Ids of the demo data: the same on every machine, sorted by the time the row claims to be made. Pure. */
import { createHash } from "node:crypto";
import { ID_PREFIX, type IdKind } from "@edgemart/contracts/ids";
import { TypeID } from "typeid-js";

/**
 * Makes the id of a named thing: a UUIDv7 whose random part is a hash of the name.
 *
 * @param name unique within the kind, such as a slug or a SKU
 */
export function seedId(kind: IdKind, createdAt: string, name: string): string {
  const bytes = createHash("sha256").update(`${kind}:${name}`).digest().subarray(0, 16);
  bytes.writeUIntBE(Date.parse(createdAt), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return TypeID.fromUUIDBytes(ID_PREFIX[kind], bytes).toString();
}
