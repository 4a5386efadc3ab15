/** What one isolate knows of a generation: asked for at most so often, and never waited for twice. */

/** How often is asked, in milliseconds. */
export interface ReaderTimes {
  /** How long a generation that was learnt is good for. */
  everyMs: number;
  /** How long nothing is asked after a failure while no generation is known; 0 where the caller has a circuit. */
  pauseMs: number;
}

/**
 * Remembers a generation for an isolate.
 *
 * One request asks; those that come meanwhile go on with the value before. No promise is shared: a Worker may not wait
 * for another request's work. So while no generation is known, each request asks itself.
 */
export class GenerationReader {
  readonly #times: ReaderTimes;
  #value: string | null = null;
  #askAgainMs = 0;
  /** Grows with each write: a question asked before one may bring an answer from before it. */
  #writes = 0;

  constructor(times: ReaderTimes) {
    this.#times = times;
  }

  /**
   * Gives the generation; null when it was never learnt.
   *
   * @param ask gives the generation of now, null when it cannot be learnt; never throws
   */
  async read(ask: () => Promise<string | null>): Promise<string | null> {
    const nowMs = Date.now();
    if (nowMs < this.#askAgainMs) return this.#value;
    if (this.#value !== null) this.#askAgainMs = nowMs + this.#times.everyMs;
    const writes = this.#writes;
    const learnt = await ask();
    // Good for this request, which came before the write. Not for those after it.
    if (writes !== this.#writes) return learnt ?? this.#value;
    if (learnt !== null) this.#learn(learnt, nowMs);
    else if (this.#value === null) this.#askAgainMs = nowMs + this.#times.pauseMs;
    return this.#value;
  }

  /** Forgets the generation because a write passed: the next request asks. */
  forget(): void {
    this.#value = null;
    this.#askAgainMs = 0;
    this.#writes += 1;
  }

  #learn(value: string, askedMs: number): void {
    this.#value = value;
    this.#askAgainMs = askedMs + this.#times.everyMs;
  }
}
