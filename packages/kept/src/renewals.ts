/** Fresh, stale while renewed, or stale instead of an error: the one order in which something kept is answered. */
import { type Age, ageOf, type Lives, type Made } from "./generation.ts";

/** How long what could not be made is not waited for again; meanwhile one request tries behind the answer. */
const PAUSE_MS = 2_000;
/** How long one request is trusted to renew before another tries. */
const TRUST_MS = 10_000;
const KEYS_MAX = 1_000;

/** One question: what is kept for it, how its answer is made, and who hears of it. */
export interface Question<E, A> {
  key: string;
  kept: (E & Lives & Made) | null | undefined;
  /** The generation now; null when it is not known. */
  current: string | null;
  /** Makes the answer, and keeps it when it may be kept. */
  make(): Promise<A>;
  /** Tells whether an answer is as good as a kept one; false for an outage's. */
  isMade(answer: A): boolean;
  /** Answers from what is kept; `late` when it is not what would be made now. */
  give(kept: E & Lives & Made, how: "HIT" | "STALE", late: boolean): A;
  /** Drops an answer that is not given. */
  drop?(answer: A): unknown;
  /** Hears why an answer could not be made, when `make` threw and the answer kept is given instead. */
  failed(thrown: unknown): void;
  /** Lets work go on after the answer. */
  later(work: Promise<unknown>): void;
}

/** Which keys this isolate renews just now, and which it could not: no request's state, and no promise of one. */
export class Renewals {
  readonly #renewing = new Map<string, number>();
  readonly #failed = new Map<string, number>();

  /** Answers a question from what is kept, or makes the answer. @throws what `make` throws, when nothing kept can help */
  async answer<E, A>(question: Question<E, A>): Promise<A> {
    const { key, kept, current } = question;
    const nowMs = Date.now();
    const age: Age = kept ? ageOf(kept, current, nowMs) : "dead";
    if (!kept || age === "dead") return question.make();
    if (age === "fresh") return question.give(kept, "HIT", false);
    const failedUntil = this.#failed.get(key);
    const isRenewed = nowMs < (this.#renewing.get(key) ?? 0);
    // Known to fail, and tried just now behind another's answer: no one waits for it. A failure of long ago says nothing.
    const isPaused =
      failedUntil !== undefined &&
      (nowMs < failedUntil || (isRenewed && nowMs < failedUntil + TRUST_MS));
    if (age === "stale" || isPaused) {
      if (!isRenewed) question.later(this.#renew(question, nowMs));
      return question.give(kept, "STALE", age !== "stale");
    }
    const made = await this.#tried(question);
    return made ? made.answer : question.give(kept, "STALE", true);
  }

  async #renew<E, A>(question: Question<E, A>, nowMs: number): Promise<void> {
    note(this.#renewing, question.key, nowMs + TRUST_MS);
    try {
      const made = await this.#tried(question);
      if (made) await question.drop?.(made.answer);
    } finally {
      this.#renewing.delete(question.key);
    }
  }

  /** Null when it could not be made. */
  async #tried<E, A>(question: Question<E, A>): Promise<{ answer: A } | null> {
    const { key, make, isMade, drop } = question;
    try {
      const answer = await make();
      if (isMade(answer)) {
        this.#failed.delete(key);
        return { answer };
      }
      await drop?.(answer);
    } catch (thrown) {
      question.failed(thrown);
    }
    note(this.#failed, key, Date.now() + PAUSE_MS);
    return null;
  }
}

function note(map: Map<string, number>, key: string, untilMs: number): void {
  map.delete(key);
  map.set(key, untilMs);
  for (const oldest of map.keys()) {
    if (map.size <= KEYS_MAX) break;
    map.delete(oldest);
  }
}
