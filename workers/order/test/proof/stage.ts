/** Plays processes against each other: every effect and every message waits until the schedule lets it happen. */
import type { Random } from "@edgemart/testkit/random";

/** Thrown to a caller whose call was not answered: it is not known whether it had its effect. */
export class NoAnswer extends Error {
  override name = "NoAnswer";
}

/** A request, a sweep or a call of another Worker: what a crash ends. */
export class Process {
  readonly name: string;
  isDead = false;
  #afterwards: (() => void)[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Does something when this process crashes. */
  whenDead(act: () => void): void {
    this.#afterwards.push(act);
  }

  /** Ends it: nothing it waits for comes back. */
  die(): void {
    if (this.isDead) return;
    this.isDead = true;
    for (const act of this.#afterwards) act();
  }
}

/** How likely each fault is, for one effect or message. */
export interface Faults {
  /** The process ends before its effect, or after it. */
  crash: number;
  /** A message is lost, comes late, comes twice, or its reply is lost. */
  message: number;
  /** The payment gateway fails before or after what it was asked. */
  gateway: number;
}

/** No fault at all. */
export const NO_FAULTS: Faults = { crash: 0, message: 0, gateway: 0 };

interface Waiting {
  /** Whose it is; null for a message that no one waits for any more. */
  process: Process | null;
  happen(): Promise<void> | void;
}

/** Where processes are played. */
export class Stage {
  faults: Faults = NO_FAULTS;
  /** Names of what happened, in its order, with answers; null while no one wants to know. */
  trace: string[] | null = null;
  /** How an answer is written there, and of which effect it is. */
  tell: (answer: unknown, name: string) => string = (answer) => JSON.stringify(answer);
  /** How many effects may happen at the same moment: above 1 only where real connections decide who is first. */
  abreast = 1;
  /** What ended a process that no schedule had ended. */
  readonly surprises: string[] = [];
  readonly random: Random;
  /** How much was met so far. */
  readonly met = { effects: 0, crashes: 0, messages: 0 };
  #waiting: Waiting[] = [];
  #late: Waiting[] = [];

  constructor(random: Random) {
    this.random = random;
  }

  /** Effects and messages that may happen now. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Begins a process. What it throws besides `NoAnswer` is a surprise. */
  begin(name: string, work: (process: Process) => Promise<unknown>): Process {
    const process = new Process(name);
    work(process).catch((thrown: unknown) => {
      if (!(thrown instanceof NoAnswer)) this.surprises.push(`${name}: ${String(thrown)}`);
    });
    return process;
  }

  /** Waits for its turn, then has its effect: one statement, or one call of the gateway. */
  effect<T>(process: Process, name: string, run: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (process.isDead) return;
      const happen = async () => {
        const crash = this.random.chance(this.faults.crash)
          ? this.random.pick(["before", "after"])
          : null;
        if (crash === "before") return this.#kill(process, `crash before ${name}`);
        this.met.effects += 1;
        try {
          const answer = await run();
          this.trace?.push(`${process.name} ${name} → ${this.tell(answer, name)}`);
          if (crash === "after") this.#kill(process, `crash after ${name}`);
          else resolve(answer);
        } catch (thrown) {
          this.trace?.push(`${process.name} ${name} threw ${String(thrown)}`);
          reject(thrown);
        }
      };
      this.#waiting.push({ process, happen });
    });
  }

  /**
   * Sends a call to another Worker, over a network that may lose it, repeat it, bring it late, or lose the reply.
   *
   * @param isAway the other Worker does not answer
   * @param serve  answers in a process of its own
   */
  call<T>(
    caller: Process,
    name: string,
    isAway: () => boolean,
    serve: (process: Process) => Promise<T>,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (caller.isDead) return;
      const unanswered = () => reject(new NoAnswer(name));
      const deliver = (isHeard: boolean) => {
        const process = new Process(name);
        process.whenDead(() => isHeard && unanswered());
        serve(process).then(
          (answer) => isHeard && !caller.isDead && resolve(answer),
          (thrown: unknown) => isHeard && !caller.isDead && reject(thrown),
        );
      };
      const unheard: Waiting = { process: null, happen: () => deliver(false) };
      const happen = () => {
        if (isAway()) return unanswered();
        if (!this.random.chance(this.faults.message)) return deliver(true);
        this.met.messages += 1;
        const fault = this.random.pick(["lost", "late", "late", "twice", "reply"]);
        this.trace?.push(`${caller.name} ${name} ${fault}`);
        if (fault === "lost") return unanswered();
        if (fault === "late") {
          this.#late.push(unheard);
          return unanswered();
        }
        deliver(fault === "twice");
        if (fault === "twice") this.#late.push(unheard);
        else unanswered();
      };
      this.#waiting.push({ process: caller, happen });
    });
  }

  /** Lets something happen at a later moment: a request that is still under way. */
  arrive(happen: () => void): void {
    this.#late.push({ process: null, happen });
  }

  /** Lets one of what waits happen, and everything that follows from it without waiting. */
  async step(): Promise<void> {
    const some: Waiting[] = [];
    for (let n = this.random.between(1, this.abreast); n > 0; n--) {
      some.push(...this.#waiting.splice(this.random.between(0, this.#waiting.length - 1), 1));
    }
    await Promise.all(some.map((one) => one.happen()));
    await flush();
  }

  /** Lets everything happen that waits. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0) await this.step();
  }

  /** Brings one of the messages that are late. */
  bringOneLate(): void {
    if (this.#late.length === 0) return;
    this.#waiting.push(...this.#late.splice(this.random.between(0, this.#late.length - 1), 1));
  }

  /** Brings all of them. */
  bringLate(): void {
    this.#waiting.push(...this.#late.splice(0));
  }

  #kill(process: Process, why: string): void {
    this.met.crashes += 1;
    this.trace?.push(`${process.name} ${why}`);
    this.#waiting = this.#waiting.filter((each) => each.process !== process);
    process.die();
  }
}

/** Lets every continuation run that needs no effect. */
export function flush(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
