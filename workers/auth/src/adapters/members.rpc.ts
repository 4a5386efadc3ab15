/** Asks member for credentials over RPC; an exception there is an outage here, never a refusal. */
import type { CallContext } from "@edgemart/contracts/call";
import type { MemberCredentialsRpc } from "@edgemart/contracts/credentials";
import type { MemberPasskeysRpc } from "@edgemart/contracts/passkeys";
import { remainingMs, withDeadline } from "@edgemart/worker-kit/deadline";
import { reasonOf } from "@edgemart/worker-kit/log";
import { Unavailable } from "../ports.ts";

const WAIT_MS_MAX = 5_000;

type Members = MemberCredentialsRpc & MemberPasskeysRpc;

/** Wraps the binding. Expected failures come back as data; everything thrown becomes `Unavailable`. */
export function rpcMembers(binding: Members): Members {
  return {
    register: (input, call) => ask(call, () => binding.register(input, call)),
    credentialOf: (email, call) => ask(call, () => binding.credentialOf(email, call)),
    credentialOfId: (memberId, call) => ask(call, () => binding.credentialOfId(memberId, call)),
    replaceCredential: (input, call) => ask(call, () => binding.replaceCredential(input, call)),
    stateOf: (memberId, call) => ask(call, () => binding.stateOf(memberId, call)),
    passkeysOf: (memberId, call) => ask(call, () => binding.passkeysOf(memberId, call)),
    passkeyOf: (credentialId, call) => ask(call, () => binding.passkeyOf(credentialId, call)),
    addPasskey: (input, call) => ask(call, () => binding.addPasskey(input, call)),
    usePasskey: (input, call) => ask(call, () => binding.usePasskey(input, call)),
    renamePasskey: (input, call) => ask(call, () => binding.renamePasskey(input, call)),
    removePasskey: (input, call) => ask(call, () => binding.removePasskey(input, call)),
  };
}

async function ask<T>(call: CallContext, work: () => Promise<T>): Promise<T> {
  try {
    return await withDeadline(work(), remainingMs(call.deadline, Date.now(), WAIT_MS_MAX));
  } catch (thrown) {
    throw new Unavailable(`member: ${reasonOf(thrown)}`);
  }
}
