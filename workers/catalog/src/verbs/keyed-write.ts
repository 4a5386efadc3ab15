/** The order of steps every write of an administrator keeps: replay, version, decision, effect, what is there now. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import { broken } from "../core/refusals.ts";
import type { AdminDeps, Outcome, Write } from "../ports/administration.ts";

/** A write that was decided; running it is the effect. */
export type Effect = () => Promise<Outcome>;

/** How often a write is decided anew when what it was decided on has changed under it. */
const TRIES_MAX = 5;

/** The parts of one write, in the order they run. */
export interface Steps<T, Found = T> {
  /** Whether the write removes something: a broken reference then means that others still point there. */
  removes?: boolean;
  /** What is written to; null when it is not there. Left out where the write makes something new. */
  find?(): Promise<(Found & { version: number }) | null>;
  /** Decides on what was found. */
  decide(now: (Found & { version: number }) | null): Promise<Result<Effect>> | Result<Effect>;
  /** What is there after it. @param madeId what the key made before, when this is a replay */
  read(before: { subjectId: string } | null): Promise<T | null>;
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
export async function keyedWrite<T, Found = T>(
  deps: AdminDeps,
  write: Write,
  steps: Steps<T, Found>,
): Promise<Result<T>> {
  const earlier = await replayed(deps, write, steps);
  if (earlier) return earlier;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const result = await once(write, steps);
    if (result?.ok) return result;
    // The same key may arrive twice at once: the conflict is then its own doing.
    const answer = (await replayed(deps, write, steps)) ?? result;
    if (answer) return answer;
  }
  return err("temporarily_unavailable", { retryAfterSeconds: 1 });
}

/** Removes a thing once per key. Gives null when it is gone, also to the second one who asks with the same key. */
export async function keyedRemoval<T extends { version: number }>(
  deps: AdminDeps,
  write: Write,
  steps: {
    find(): Promise<T | null>;
    decide(now: T): Promise<Result<Effect>> | Result<Effect>;
  },
): Promise<Result<null>> {
  const removed = await keyedWrite<true, T>(deps, write, {
    removes: true,
    find: steps.find,
    decide: (now) => (now ? steps.decide(now) : err("not_found")),
    read: async () => true,
  });
  return removed.ok ? ok(null) : removed;
}

/** Null when the write was lost between decision and effect. */
async function once<T, Found>(write: Write, steps: Steps<T, Found>): Promise<Result<T> | null> {
  const now = steps.find ? await steps.find() : null;
  if (steps.find && !now) return err("not_found");
  if (now && write.match !== "any" && !write.match.includes(now.version)) {
    return err("precondition_failed");
  }
  const decided = await steps.decide(now);
  if (!decided.ok) return decided;
  const outcome = await decided.value();
  if (outcome.kind === "broken") return broken(outcome.constraint, steps.removes === true);
  return outcome.kind === "done" ? present(await steps.read(null)) : null;
}

async function replayed<T>(
  deps: AdminDeps,
  write: Write,
  steps: Pick<Steps<T>, "read">,
): Promise<Result<T> | null> {
  const before = await deps.recall(write.key);
  if (!before) return null;
  if (!before.sameInput) return err("idempotency_key_reused");
  return present(await steps.read(before));
}

function present<T>(value: T | null): Result<T> {
  return value === null ? err("not_found") : ok(value);
}
