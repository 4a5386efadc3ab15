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
import { type Failed, type FailedSource, negativeMs, sourceOf } from "../core/failures.ts";
import { CACHE_LIMITS, NEGATIVE_LIMITS } from "../core/limits.ts";
import type { AnswerStore, Memory } from "../ports.ts";
import { type MakeDeps, makeAnswer, type Stages } from "./make-answer.ts";
import { type Flight, makeOnce } from "./make-once.ts";

/** L0: the isolate's memory · L1: the data centre's cache · L2: R2. */
export type Tier = "L0" | "L1" | "L2" | "MISS";

export interface Served {
  answer: Answer;
  tier: Tier;
  stages: Stages;
  /** True when a better answer is being made: caches must not keep this one for long. */
  isInterim?: true;
}

export interface ServeDeps extends MakeDeps {
  memory: Memory<KeptAnswer>;
  edge: AnswerStore;
  derivatives: AnswerStore;
  flights: Map<string, Flight>;
  /** Sources that failed a short time ago, by their part of the key. */
  failures: Memory<FailedSource>;
  /** Asked before anything is made: false when this client has made too many. */
  mayMake(): Promise<boolean>;
  /** Lets work end after the response has gone. */
  waitUntil(work: Promise<unknown>): void;
}

/** Gives an answer from memory, without a wait. */
export function fromMemory(target: Target, memory: Memory<KeptAnswer>): HeldAnswer | null {
  const kept = memory.get(target.key);
  if (!kept) return null;
  const now = Date.now();
  return now < kept.keptUntil && isFresh(kept, target.immutable, now) ? kept : null;
}

/** @returns the answer and where it was found · any `image_*` code */
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
  deps.waitUntil(makeAndKeep(target, deps).catch(() => undefined));
  return interim.ok ? ok({ ...interim.value, isInterim: true }) : interim;
}

async function makeAndKeep(target: Target, deps: ServeDeps): Promise<Result<Served>> {
  const failed = deps.failures.get(sourceOf(target.key));
  if (failed && Date.now() < failed.until) return failed.failure;
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
  // A client that goes away must not undo the work that others wait for.
  deps.waitUntil(making.then(undefined, () => undefined));
  const made = await making;
  return made.ok ? ok({ answer: made.value, tier: "MISS", stages }) : made;
}

/** A source that cannot be shown stays so for a while: asking again must not cost a fetch and a decode each time. */
function noteFailure(target: Target, failure: Failed, { failures }: ServeDeps): void {
  const ms = negativeMs(failure.error.code);
  if (ms > 0) failures.set(sourceOf(target.key), { failure, until: Date.now() + ms }, 1);
}

/** A store that is away is a miss, never an outage: the picture can be made again. */
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
  deps.waitUntil(
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
