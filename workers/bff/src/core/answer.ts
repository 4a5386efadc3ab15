/** What a view knows of a service's answer. Pure. */
import type { Degraded } from "@edgemart/contracts/bff";
import type { Failure } from "@edgemart/contracts/result";

/** `away` when the service broke or was too slow; `late` when it is away and an old answer stands in. */
export type Answer<T> =
  | { kind: "value"; value: T; late?: true }
  | { kind: "refused"; error: Failure }
  | { kind: "away" };

/** Names the services a screen had to do without; null for one that was not asked. */
export function degradedOf(answers: {
  catalog?: Answer<unknown> | null;
  member?: Answer<unknown> | null;
}): Degraded {
  const { catalog, member } = answers;
  const away: Degraded = [];
  if (catalog && isMissing(catalog)) away.push("catalog");
  if (member?.kind === "away") away.push("member");
  return away;
}

/** A public section has no refusal to show: without its data it is missing. */
function isMissing(answer: Answer<unknown>): boolean {
  return answer.kind !== "value" || answer.late === true;
}
