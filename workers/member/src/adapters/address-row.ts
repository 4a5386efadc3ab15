/** The row of an address, and its wire shape. Pure. */
import type { Address } from "@edgemart/contracts/address";
import { Instant } from "@edgemart/postgres/columns";
import { z } from "zod";

/** Columns of `member.address` that are sent, with whether it is its member's default. */
export const AddressRow = z.object({
  id: z.string(),
  recipient: z.string(),
  phone: z.string(),
  country: z.string(),
  postcode: z.string().nullable(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  is_default: z.boolean(),
  version: z.int(),
  created_at: Instant,
  updated_at: Instant,
});
/** An address's row as it is read. */
export type AddressRow = z.output<typeof AddressRow>;

/** Makes the wire shape. */
export function addressOf(row: AddressRow): Address {
  const { is_default: isDefault, created_at: createdAt, updated_at: updatedAt, ...same } = row;
  return { ...same, isDefault, createdAt, updatedAt };
}
