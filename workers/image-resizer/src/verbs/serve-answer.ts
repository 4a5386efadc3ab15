/** Finds an answer in the nearest cache that has it, or makes it, and fills the caches above on the way back. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Target } from "../core/address.ts";
import {
  type Answer,
  type HeldAnswer,
  isFresh,
  isHeld,
  type KeptAnswer,
  maxAgeSeconds,
} from "../core/answer.ts";
import { type Failed, failureKey, negativeMs, sourceOf } from "../core/failures.ts";
import { CACHE_LIMITS, NEGATIVE_LIMITS } from "../core/limits.ts";
import type { AnswerStore, Memory, ServeDeps } from "../ports.ts";
import { makeAnswer, type Stages } from "./make-answer.ts";
import { makeOnce } from "./make-once.ts";

/** L0: the isolate's memory · L1: the data centre's cache · L2: R2. */
export type Tier = "L0" | "L1" | "L2" | "MISS";

/** An answer, where it was found and what it took. */
export interface Served {
  answer: Answer;
  tier: Tier;
  stages: Stages;
  /** True when a better answer is being made: caches must not keep this one for long. */
  isInterim?: true;
}

/** Gives an answer from memory, without a wait. */
export function fromMemory(target: Target, memory: Memory<KeptAnswer>): HeldAnswer | null {
  const kept = memory.get(target.key);
  if (!kept) return null;
  const now = Date.now();
  return now < kept.keptUntil && isFresh(kept, target.immutable, now) ? kept : null;
}

/** Serves a target. @returns the answer and where it was found · any `image_*` code */
export async function serveAnswer(target: Target, deps: ServeDeps): Promise<Result<Served>> {
  const kept = fromMemory(target, deps.memory);
  if (kept) return ok({ answer: kept, tier: "L0", stages: {} });
  for (const [tier, store] of [
    ["L1", deps.edge],
    ["L2", deps.derivatives],
  ] as const) {
    const found = await lookUp(store, target, deps);
    if (!found) continue;
    if (isHeld(found)) {
      remember(target, found, deps);
      if (tier === "L2") keep(deps.edge, target, found, deps);
    }
    return ok({ answer: found, tier, stages: {} });
  }
  if (target.kind === "info" || !target.meanwhile) return makeAndKeep(target, deps);
  const interim = await serveAnswer(target.meanwhile, deps);
  // Only then: the better one would hold the place that the quick one needs.
  deps.later(makeAndKeep(target, deps).catch(() => undefined));
  return interim.ok ? ok({ ...interim.value, isInterim: true }) : interim;
}

async function makeAndKeep(target: Target, deps: ServeDeps): Promise<Result<Served>> {
  for (const key of [sourceOf(target.key), target.key]) {
    const failed = deps.failures.get(key);
    if (failed && Date.now() < failed.until) return failed.failure;
  }
  if (!(await deps.mayMake())) {
    return err("rate_limited", { retryAfterSeconds: NEGATIVE_LIMITS.limitSeconds });
  }
  const stages: Stages = {};
  const making = makeOnce(deps.flights, deps.places.queue, target.key, async () => {
    const made = await makeAnswer(target, deps, stages);
    if (made.ok) {
      remember(target, made.value, deps);
      keep(deps.edge, target, made.value, deps);
      keep(deps.derivatives, target, made.value, deps);
    } else {
      noteFailure(target, made, deps);
    }
    return made;
  });
  // A client that disconnects must not undo the work that others wait for.
  deps.later(making.then(undefined, () => undefined));
  const made = await making;
  return made.ok ? ok({ answer: made.value, tier: "MISS", stages }) : made;
}

/** What cannot be shown stays so for a while: asking again must not cost a fetch and a decode each time. */
function noteFailure(target: Target, failure: Failed, { failures }: ServeDeps): void {
  const ms = negativeMs(failure.error.code);
  if (ms === 0) return;
  failures.set(failureKey(target.key, failure), { failure, until: Date.now() + ms }, 1);
}

/** A store that is unavailable is a miss, never an outage: the picture can be made again. */
async function lookUp(store: AnswerStore, target: Target, deps: ServeDeps): Promise<Answer | null> {
  try {
    const found = await store.get(target.key);
    if (!found || isFresh(found, target.immutable, Date.now())) return found;
    if (found.body instanceof ReadableStream) await found.body.cancel();
    return null;
  } catch (thrown) {
    deps.tools.warn("image.cache_read_failed", { key: target.key, reason: String(thrown) });
    return null;
  }
}

function keep(store: AnswerStore, target: Target, answer: HeldAnswer, deps: ServeDeps): void {
  const writing = store.put(target.key, answer, maxAgeSeconds(target.immutable));
  deps.later(
    writing.catch((thrown: unknown) =>
      deps.tools.warn("image.cache_write_failed", { key: target.key, reason: String(thrown) }),
    ),
  );
}

function remember(target: Target, answer: HeldAnswer, { memory }: ServeDeps): void {
  if (answer.length <= CACHE_LIMITS.memoryEntryBytes) {
    // The key and the object weigh something too.
    const keptUntil = Date.now() + CACHE_LIMITS.memoryFreshMs;
    memory.set(target.key, { ...answer, keptUntil }, answer.length + 512);
  }
}
