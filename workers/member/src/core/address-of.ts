/** Row → wire shape of an address. Pure. */
import type { Address } from "@edgemart/contracts/address";

/** A row of `member.address` with whether it is its member's default. */
export interface AddressRow extends Omit<Address, "isDefault" | "createdAt" | "updatedAt"> {
  is_default: boolean;
  created_at: string;
  updated_at: string;
}

/** Names each field: a column added later is not sent by accident. */
export function addressOf(row: AddressRow): Address {
  return {
    id: row.id,
    recipient: row.recipient,
    phone: row.phone,
    country: row.country,
    postcode: row.postcode,
    line1: row.line1,
    line2: row.line2,
    city: row.city,
    region: row.region,
    isDefault: row.is_default,
    version: row.version,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}
