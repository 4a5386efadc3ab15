/** Whose checkout it is: the member with their addresses, or a guest. The checkout goes on without member. */
import type { Address } from "@edgemart/contracts/address";
import type { Member } from "@edgemart/contracts/member";
import { fetchMe } from "#api/account.ts";
import { fetchAddresses } from "#api/addresses.ts";

/** Who orders, as far as it is known. */
export interface Orderer {
  member: Member | null;
  /** Addresses that can be delivered to, the default first. */
  saved: Address[];
}

/** Asks member; an outage makes a form to fill in by hand. */
export async function ordererOf(accessToken: string | null): Promise<Orderer> {
  const me = accessToken ? await fetchMe(accessToken) : null;
  if (!accessToken || !me?.ok) return { member: null, saved: [] };
  const addresses = await fetchAddresses(accessToken, me.value.id);
  const saved = addresses.ok ? addresses.value.items : [];
  return { member: me.value, saved: saved.filter(({ country }) => country === "KR") };
}
