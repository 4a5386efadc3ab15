/** Asks member for credentials over RPC; an exception there is an outage here, never a refusal. */
import type { CallContext } from "@edgemart/contracts/call";
import { remainingMs, withDeadline } from "@edgemart/worker-kit/deadline";
import { reasonOf } from "@edgemart/worker-kit/log";
import { type Members, Unavailable } from "../ports.ts";

const WAIT_MS_MAX = 5_000;

/** Wraps the binding. Expected failures come back as data; everything thrown becomes `Unavailable`. */
export function rpcMembers(binding: Members): Members {
  return {
    register: (input, call) => ask(call, () => binding.register(input, call)),
    credentialOf: (email, call) => ask(call, () => binding.credentialOf(email, call)),
    credentialOfId: (memberId, call) => ask(call, () => binding.credentialOfId(memberId, call)),
    replaceCredential: (input, call) => ask(call, () => binding.replaceCredential(input, call)),
    stateOf: (memberId, call) => ask(call, () => binding.stateOf(memberId, call)),
    identityOf: (input, call) => ask(call, () => binding.identityOf(input, call)),
    useIdentity: (id, call) => ask(call, () => binding.useIdentity(id, call)),
    identitiesOf: (memberId, call) => ask(call, () => binding.identitiesOf(memberId, call)),
    registerWithIdentity: (input, call) =>
      ask(call, () => binding.registerWithIdentity(input, call)),
    linkIdentity: (input, call) => ask(call, () => binding.linkIdentity(input, call)),
    claimIdentity: (input, call) => ask(call, () => binding.claimIdentity(input, call)),
    unlinkIdentity: (input, call) => ask(call, () => binding.unlinkIdentity(input, call)),
    heldFor: (email, call) => ask(call, () => binding.heldFor(email, call)),
    moveEmail: (input, call) => ask(call, () => binding.moveEmail(input, call)),
    verifyEmail: (input, call) => ask(call, () => binding.verifyEmail(input, call)),
    undoEmail: (input, call) => ask(call, () => binding.undoEmail(input, call)),
    passkeysOf: (memberId, call) => ask(call, () => binding.passkeysOf(memberId, call)),
    passkeyOf: (credentialId, call) => ask(call, () => binding.passkeyOf(credentialId, call)),
    addPasskey: (input, call) => ask(call, () => binding.addPasskey(input, call)),
    usePasskey: (input, call) => ask(call, () => binding.usePasskey(input, call)),
    renamePasskey: (input, call) => ask(call, () => binding.renamePasskey(input, call)),
    removePasskey: (input, call) => ask(call, () => binding.removePasskey(input, call)),
    factorOf: (memberId, call) => ask(call, () => binding.factorOf(memberId, call)),
    setFactor: (input, call) => ask(call, () => binding.setFactor(input, call)),
    resetFactors: (input, call) => ask(call, () => binding.resetFactors(input, call)),
    takeStep: (input, call) => ask(call, () => binding.takeStep(input, call)),
    takeRecoveryCode: (input, call) => ask(call, () => binding.takeRecoveryCode(input, call)),
  };
}

async function ask<T>(call: CallContext, work: () => Promise<T>): Promise<T> {
  try {
    return await withDeadline(work(), remainingMs(call.deadline, Date.now(), WAIT_MS_MAX));
  } catch (thrown) {
    throw new Unavailable(`member: ${reasonOf(thrown)}`);
  }
}
