/** Ids: a type prefix, an underscore and 26 base32 characters of a UUIDv7 (TypeID 0.3), so they sort by time. */
import { z } from "zod";

export const ID_PREFIX = {
  member: "mem",
  address: "adr",
  session: "ses",
  token: "tok",
  product: "prd",
  variant: "var",
  category: "cat",
  collection: "col",
  synonym: "syn",
  order: "ord",
} as const;

export type IdKind = keyof typeof ID_PREFIX;

/** Schema of one kind of id; a well-formed id of another kind is refused. */
export function idOf(kind: IdKind) {
  const prefix = ID_PREFIX[kind];
  return z
    .string()
    .regex(
      new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`),
      `must be a ${kind} id (${prefix}_…)`,
    )
    .meta({ example: `${prefix}_01k9z3v5e8f0r9t2m4w6y8a1bc` });
}

export const MemberId = idOf("member");
export const SessionId = idOf("session");
export const ProductId = idOf("product");
export const VariantId = idOf("variant");
export const CategoryId = idOf("category");
export const CollectionId = idOf("collection");
export const SynonymId = idOf("synonym");
