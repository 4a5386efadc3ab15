/** The order of steps that a write of staff keeps: replay, version, effect, what is there now. */
import type { ErrorCode } from "@edgemart/contracts/error";
import { err, type Failure, ok, type Result } from "@edgemart/contracts/result";
import type { Write, WriteKey } from "./write-terms.ts";

/**
 * What a write came to: `lost` when what it was based on is no longer so, or its key was used; `broken` when it would
 * break a constraint.
 */
export type Outcome = { kind: "done" } | { kind: "lost" } | { kind: "broken"; constraint: string };

/** The keys of a Worker, as its database remembers them. */
export interface KeyRecord {
  /** Tells what a key did before; null when nothing. */
  recall(key: WriteKey | null): Promise<{ sameInput: boolean; subjectId?: string } | null>;
}

/** Codes that every such write may be refused with. */
type Refusal = "idempotency_key_reused" | "not_found" | "temporarily_unavailable";

/** How often a write is decided anew when what it was decided on has changed under it. */
const TRIES_MAX = 5;

/** The parts of a write. */
interface Parts<T, Broken extends ErrorCode> {
  /** Does it, on the version that is there. */
  write(version: number): Promise<Outcome>;
  /** What is there after it. */
  read(): Promise<T | null>;
  /** The failure of a constraint that it breaks. */
  broken(constraint: string): Failure<Broken> | null;
}

/** Makes something new, once for each key. */
export async function keyedCreation<T, Broken extends ErrorCode>(
  deps: KeyRecord,
  { key }: Write,
  parts: Parts<T, Broken>,
): Promise<Result<T, Refusal | Broken>> {
  for (let tries = 0; tries < 2; tries++) {
    const before = await deps.recall(key);
    if (before)
      return before.sameInput ? present(await parts.read()) : err("idempotency_key_reused");
    const done = await attempt(parts, 0);
    if (done) return done;
  }
  return err("temporarily_unavailable", { retryAfterSeconds: 1 });
}

/**
 * Changes what is there, once for each key, on a version that the request names.
 *
 * @param find what is there; a failure where the change does not fit it
 */
export async function keyedChange<T extends { version: number }, Broken extends ErrorCode>(
  deps: KeyRecord,
  { key, match }: Write,
  parts: Parts<T, Broken> & { fits?(now: T): Failure<Broken> | null },
): Promise<Result<T, Refusal | Broken | "precondition_failed">> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const before = await deps.recall(key);
    if (before)
      return before.sameInput ? present(await parts.read()) : err("idempotency_key_reused");
    const now = await parts.read();
    if (!now) return err("not_found");
    if (match !== "any" && !match.includes(now.version)) return err("precondition_failed");
    const misfit = parts.fits?.(now);
    if (misfit) return { ok: false, error: misfit };
    const done = await attempt(parts, now.version);
    if (done) return done;
  }
  return err("temporarily_unavailable", { retryAfterSeconds: 1 });
}

/** Removes a thing, once for each key. @returns `not_found`: there is none */
export async function keyedRemoval(
  deps: KeyRecord,
  { key }: Write,
  remove: () => Promise<Outcome>,
): Promise<Result<null, "idempotency_key_reused" | "not_found">> {
  const replayed = async () => {
    const before = await deps.recall(key);
    return before && (before.sameInput ? ok(null) : err("idempotency_key_reused"));
  };
  const earlier = await replayed();
  if (earlier) return earlier;
  if ((await remove()).kind === "done") return ok(null);
  return (await replayed()) ?? err("not_found");
}

/** Null when the write was lost. */
async function attempt<T, Broken extends ErrorCode>(
  { write, read, broken }: Parts<T, Broken>,
  version: number,
): Promise<Result<T, Broken | "not_found"> | null> {
  const outcome = await write(version);
  if (outcome.kind === "lost") return null;
  if (outcome.kind === "done") return present(await read());
  const failure = broken(outcome.constraint);
  if (!failure) throw new Error(`a write broke ${outcome.constraint}`);
  return { ok: false, error: failure };
}

function present<T>(value: T | null): Result<T, "not_found"> {
  return value === null ? err("not_found") : ok(value);
}
