/** The questions about second factors of `MemberCredentialsRpc`. Input is parsed here, types vanish between Workers. */
import { MemberId } from "@edgemart/contracts/ids";
import { FactorReset, FactorSet, RecoveryTake, StepTake } from "@edgemart/contracts/second-factor";
import type { Deps } from "../ports.ts";

/** A member's second factor. */
export async function factorOf(memberId: unknown, deps: Deps) {
  const id = MemberId.safeParse(memberId);
  return id.success ? deps.factors.find(id.data) : null;
}

/** Changes a factor. @throws for an input of another shape: two deployments that do not fit */
export async function setFactor(input: unknown, requestId: string, deps: Deps) {
  return deps.factors.set(FactorSet.parse(input), requestId);
}

/** Takes away what a member has lost. @throws as `setFactor` */
export async function resetFactors(input: unknown, requestId: string, deps: Deps) {
  return deps.factors.reset(FactorReset.parse(input), requestId);
}

/** Uses a code up. @throws as `setFactor` */
export async function takeStep(input: unknown, deps: Deps) {
  return deps.factors.takeStep(StepTake.parse(input));
}

/** Uses a recovery code up. @throws as `setFactor` */
export async function takeRecoveryCode(input: unknown, requestId: string, deps: Deps) {
  return deps.factors.takeCode(RecoveryTake.parse(input), requestId);
}
