/** The questions about passkeys of `MemberCredentialsRpc`. Input is parsed here, types vanish between Workers. */
import { MemberId, PasskeyId } from "@edgemart/contracts/ids";
import { PasskeyKeep, PasskeyUse } from "@edgemart/contracts/passkeys";
import { line } from "@edgemart/contracts/text";
import { CredentialId } from "@edgemart/contracts/webauthn";
import { z } from "zod";
import type { Deps } from "../ports.ts";

const Own = z.strictObject({ memberId: MemberId, id: PasskeyId });
const Named = Own.extend({ name: line(60) });

/** A member's passkeys, oldest first. */
export async function passkeysOf(memberId: unknown, deps: Deps) {
  const id = MemberId.safeParse(memberId);
  return id.success ? deps.passkeys.listOf(id.data) : [];
}

/** A passkey with its member. */
export async function passkeyOf(credentialId: unknown, deps: Deps) {
  const id = CredentialId.safeParse(credentialId);
  return id.success ? deps.passkeys.find(id.data) : null;
}

/** Keeps a passkey that was verified. @throws for an input of another shape: two deployments that do not fit */
export async function addPasskey(input: unknown, requestId: string, deps: Deps) {
  return deps.passkeys.add(deps.newPasskeyId(), PasskeyKeep.parse(input), requestId);
}

/** Notes a use. @throws as `addPasskey` */
export async function usePasskey(input: unknown, requestId: string, deps: Deps) {
  return deps.passkeys.use(PasskeyUse.parse(input), requestId);
}

/** Gives a passkey another name. @throws as `addPasskey` */
export async function renamePasskey(input: unknown, deps: Deps) {
  const { memberId, id, name } = Named.parse(input);
  return deps.passkeys.rename(memberId, id, name);
}

/** Deletes a passkey that is not the last way in. @throws as `addPasskey` */
export async function removePasskey(input: unknown, requestId: string, deps: Deps) {
  const { memberId, id } = Own.parse(input);
  return deps.passkeys.remove(memberId, id, requestId);
}
