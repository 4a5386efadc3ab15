/** The order of steps of every write of the administration: replay, statement, what is there now. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { OfficeWrites, Write, Written } from "../ports/office.ts";

/** Codes of what a function refuses. */
const CODES = {
  unknown: "not_found",
  not_possible: "refund_not_possible",
  exceeds: "refund_exceeds_balance",
  account_required: "refund_account_required",
} as const;
type Not = keyof typeof CODES;

/** The parts of one write. */
interface Steps<T, Done extends { did: string }, N extends Not> {
  /** The statement: it does everything or nothing. */
  run(): Promise<Written<Done, N>>;
  /** What follows from it; what fails here is gone on with by the clock. */
  after(done: Done): Promise<unknown>;
  /** What is there now; null where there is nothing. */
  read(): Promise<T>;
}

/** What a write may be refused with. */
type Refusal<T, N extends Not> =
  | (typeof CODES)[N]
  | "idempotency_key_reused"
  | "temporarily_unavailable"
  | Gone<T>;
type Gone<T> = null extends T ? "not_found" : never;

/**
 * Runs a write once per key. A repeated one is answered with what is there now.
 *
 * @returns `temporarily_unavailable`: the same key is being used at this moment · the refusal of the statement
 */
export async function officeWrite<T, Done extends { did: string }, N extends Not>(
  office: Pick<OfficeWrites, "recall">,
  { key }: Write,
  { run, after, read }: Steps<T, Done, N>,
): Promise<Result<NonNullable<T>, Refusal<T, N>>> {
  const replayed = async (): Promise<Result<NonNullable<T>, Refusal<T, N>> | null> => {
    const before = await office.recall(key);
    if (!before) return null;
    return before.sameInput ? present<T>(await read()) : err("idempotency_key_reused");
  };
  const earlier = await replayed();
  if (earlier) return earlier;
  const written = await run();
  if (written.did === "lost") {
    return (await replayed()) ?? err("temporarily_unavailable", { retryAfterSeconds: 1 });
  }
  // A repeat of this moment may have done it a moment before: what is refused now is its own doing.
  if (isRefused(written)) return (await replayed()) ?? err(CODES[written.did]);
  // Guarantee of the cast: what is neither lost nor refused was done.
  await after(written as Done);
  return present<T>(await read());
}

function isRefused<N extends Not>(written: { did: string }): written is { did: N } {
  return Object.hasOwn(CODES, written.did);
}

function present<T>(value: T): Result<NonNullable<T>, Gone<T>> {
  if (value !== null && value !== undefined) return ok(value);
  // Guarantee of the cast: a read whose type has no null gives none.
  return err("not_found") as Result<never, Gone<T>>;
}
