/** What a view knows of a service's answer. Pure. */
import type { Degraded } from "@edgemart/contracts/bff";
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Failure } from "@edgemart/contracts/result";

/** `unavailable` when the service broke or was too slow; `late` when it is so and an earlier answer takes its place. */
export type Answer<T, Code extends ErrorCode = ErrorCode> =
  | { kind: "value"; value: T; late?: true }
  | { kind: "refused"; error: Failure<Code> }
  | { kind: "unavailable" };

/** Names the services a screen had to do without; null for one that was not asked. */
export function degradedOf(answers: {
  catalog?: Answer<unknown> | null;
  member?: Answer<unknown> | null;
}): Degraded {
  const { catalog, member } = answers;
  const missing: Degraded = [];
  if (catalog && isMissing(catalog)) missing.push("catalog");
  if (member?.kind === "unavailable") missing.push("member");
  return missing;
}

/** A public section has no refusal to show: without its data it is missing. */
function isMissing(answer: Answer<unknown>): boolean {
  return answer.kind !== "value" || answer.late === true;
}
