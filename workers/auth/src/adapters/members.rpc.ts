/** Asks member for credentials over RPC; an exception there is an outage here, never a refusal. */
import type { CallContext } from "@edgemart/contracts/call";
import type { MemberCredentialsRpc } from "@edgemart/contracts/credentials";
import { remainingMs, withDeadline } from "@edgemart/worker-kit/deadline";
import { reasonOf } from "@edgemart/worker-kit/log";
import { Unavailable } from "../ports.ts";

const WAIT_MS_MAX = 5_000;

/** Wraps the binding. Expected failures come back as data; everything thrown becomes `Unavailable`. */
export function rpcMembers(binding: MemberCredentialsRpc): MemberCredentialsRpc {
  return {
    register: (input, call) => ask(call, () => binding.register(input, call)),
    credentialOf: (email, call) => ask(call, () => binding.credentialOf(email, call)),
    credentialOfId: (memberId, call) => ask(call, () => binding.credentialOfId(memberId, call)),
    replaceCredential: (input, call) => ask(call, () => binding.replaceCredential(input, call)),
    stateOf: (memberId, call) => ask(call, () => binding.stateOf(memberId, call)),
  };
}

async function ask<T>(call: CallContext, work: () => Promise<T>): Promise<T> {
  try {
    return await withDeadline(work(), remainingMs(call.deadline, Date.now(), WAIT_MS_MAX));
  } catch (thrown) {
    throw new Unavailable(`member: ${reasonOf(thrown)}`);
  }
}
