/** A member's delivery addresses. */
import { Address, type AddressInput, AddressList } from "@edgemart/contracts/address";
import type { Result } from "@edgemart/contracts/result";
import { etagOf } from "./call-gateway.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

/** The default first, then newest. */
export function fetchAddresses(
  accessToken: string,
  memberId: string,
): Promise<Result<{ items: Address[] }>> {
  return askGateway(AddressList, { path: pathOf(memberId), credential: bearer(accessToken) });
}

/** Asks for one address of a member. */
export function fetchAddress(
  accessToken: string,
  memberId: string,
  id: string,
): Promise<Result<Address>> {
  return askGateway(Address, { path: pathOf(memberId, id), credential: bearer(accessToken) });
}

/** @param idempotencyKey makes posting twice one address */
export function addAddress(
  accessToken: string,
  memberId: string,
  body: AddressInput,
  idempotencyKey: string | undefined,
): Promise<Result<Address>> {
  const call = { method: "POST", path: pathOf(memberId), body, idempotencyKey } as const;
  return askGateway(Address, { ...call, credential: bearer(accessToken) });
}

/** @param version the change is based on; `precondition_failed` when another was made meanwhile */
export function replaceAddress(
  accessToken: string,
  memberId: string,
  id: string,
  body: AddressInput,
  version: number,
): Promise<Result<Address>> {
  const call = {
    method: "PUT",
    path: pathOf(memberId, id),
    body,
    ifMatch: etagOf(version),
  } as const;
  return askGateway(Address, { ...call, credential: bearer(accessToken) });
}

/** Deletes an address; `precondition_failed` when it has changed since `version`. */
export function deleteAddress(
  accessToken: string,
  memberId: string,
  id: string,
  version: number,
): Promise<Result<undefined>> {
  const call = { method: "DELETE", path: pathOf(memberId, id), ifMatch: etagOf(version) } as const;
  return askGateway<undefined>(null, { ...call, credential: bearer(accessToken) });
}

function pathOf(memberId: string, id?: string): string {
  const list = `/api/members/${encodeURIComponent(memberId)}/addresses`;
  return id === undefined ? list : `${list}/${encodeURIComponent(id)}`;
}
