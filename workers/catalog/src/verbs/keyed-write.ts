/** The order of steps every write of an administrator keeps: replay, version, decision, effect, what is there now. */
import type { ErrorCode } from "@edgemart/contracts/error";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { type BrokenCode, broken } from "../core/refusals.ts";
import type { AdminDeps, Outcome, Write } from "../ports/administration.ts";

/** A write that was decided; running it is the effect. */
export type Effect = () => Promise<Outcome>;

/** How often a write is decided anew when what it was decided on has changed under it. */
const TRIES_MAX = 5;

/** What a write that makes something new may be refused with. @typeParam Own codes of its own */
export type CreationError<Own extends ErrorCode> = Own | ReplayError | "temporarily_unavailable";

/** What a write to what is there may be refused with. @typeParam Own codes of its own */
export type WriteError<Own extends ErrorCode> = CreationError<Own> | "precondition_failed";

/** The effect, or why there is none. `not_found`: a part of what was found is missing. */
export type Decision<Own extends ErrorCode> = Result<Effect, Own | "not_found">;

/** The parts of one write, in the order they run. */
export interface Steps<T, Found, Own extends ErrorCode, Broken extends BrokenCode> {
  /** Codes of the constraints it can break; with `still_used` it removes something. */
  breaks: readonly Broken[];
  /** What is written to; null when it is not there. */
  find(): Promise<(Found & { version: number }) | null>;
  /** Decides on what was found. */
  decide(now: Found): Decision<Own> | Promise<Decision<Own>>;
  /** What is there after it. @param madeId what the key made before, when this is a replay */
  read(before: { subjectId: string } | null): Promise<T | null>;
}

/** The parts of a write that makes something new: there is nothing to find, and no version. */
export interface CreationSteps<T, Own extends ErrorCode, Broken extends BrokenCode>
  extends Pick<Steps<T, never, Own, Broken>, "breaks" | "read"> {
  decide(): Decision<Own> | Promise<Decision<Own>>;
}

/**
 * Runs a write once per key.
 *
 * A key that was used is answered with what is there now, whatever the version has become: the first answer was lost,
 * and the effect is not done again. Between decision and effect the version is compared in the statement itself. A write
 * that was lost there is decided anew on what is there now: the new decision names what is gone (a category, a parent),
 * and only a request with a version of its own is answered that this version is an old one.
 *
 * @returns `idempotency_key_reused` · `not_found` · `precondition_failed` · whatever the decision or a constraint refused ·
 *          `temporarily_unavailable` when it was lost again and again: nothing was done
 */
export function keyedWrite<T, Found, Own extends ErrorCode, Broken extends BrokenCode>(
  deps: AdminDeps,
  write: Write,
  steps: Steps<T, Found, Own, Broken>,
): Promise<Result<T, WriteError<Own | Broken>>> {
  type Answer = Result<T, Own | Broken | "not_found" | "precondition_failed"> | null;
  return tryAgain(deps, write, steps, async (): Promise<Answer> => {
    const now = await steps.find();
    if (!now) return err("not_found");
    if (write.match !== "any" && !write.match.includes(now.version)) {
      return err("precondition_failed");
    }
    return done(await steps.decide(now), steps);
  });
}

/** Makes something new once per key. @returns as `keyedWrite`; `not_found` when what the key made is gone again */
export function keyedCreation<T, Own extends ErrorCode, Broken extends BrokenCode>(
  deps: AdminDeps,
  write: Write,
  steps: CreationSteps<T, Own, Broken>,
): Promise<Result<T, CreationError<Own | Broken>>> {
  return tryAgain(deps, write, steps, async () => done(await steps.decide(), steps));
}

/** Removes a thing once per key. Gives null when it is gone, also to the second one who asks with the same key. */
export async function keyedRemoval<Found, Own extends ErrorCode, Broken extends "still_used">(
  deps: AdminDeps,
  write: Write,
  steps: Omit<Steps<null, Found, Own, Broken>, "read">,
): Promise<Result<null, WriteError<Own | Broken>>> {
  const removed = await keyedWrite(deps, write, { ...steps, read: async () => true });
  return removed.ok ? ok(null) : removed;
}

type Reading<T> = Pick<Steps<T, never, never, never>, "read">;

async function tryAgain<T, Code extends ErrorCode>(
  deps: AdminDeps,
  write: Write,
  steps: Reading<T>,
  once: () => Promise<Result<T, Code> | null>,
): Promise<Result<T, CreationError<Code>>> {
  const earlier = await replayed(deps, write, steps);
  if (earlier) return earlier;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const result = await once();
    if (result?.ok) return result;
    // The same key may arrive twice at once: the conflict is then its own doing.
    const answer = (await replayed(deps, write, steps)) ?? result;
    if (answer) return answer;
  }
  return err("temporarily_unavailable", { retryAfterSeconds: 1 });
}

/** Runs what was decided. Null when the write was lost between decision and effect. */
async function done<T, Own extends ErrorCode, Broken extends BrokenCode>(
  decided: Decision<Own>,
  { breaks, read }: Pick<Steps<T, never, Own, Broken>, "breaks" | "read">,
): Promise<Result<T, Own | Broken | "not_found"> | null> {
  if (!decided.ok) return decided;
  const outcome = await decided.value();
  if (outcome.kind === "broken") return broken(outcome.constraint, breaks);
  return outcome.kind === "done" ? present(await read(null)) : null;
}

type ReplayError = "idempotency_key_reused" | "not_found";

async function replayed<T>(
  deps: AdminDeps,
  write: Write,
  steps: Reading<T>,
): Promise<Result<T, ReplayError> | null> {
  const before = await deps.recall(write.key);
  if (!before) return null;
  if (!before.sameInput) return err("idempotency_key_reused");
  return present(await steps.read(before));
}

function present<T>(value: T | null): Result<T, "not_found"> {
  return value === null ? err("not_found") : ok(value);
}
