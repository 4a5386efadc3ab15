/** Plays a schedule on the model or on a real catalog, and says what was broken. */

import fc from "fast-check";
import { type Command, ON_HAND, schedule, TTL_SECONDS } from "./commands.ts";
import { commit, hold, move, pin, release, restock, uncountExpired, unpin } from "./holds.ts";
import { type Answered, judgeOf } from "./judge.ts";
import { brokenStockLaws, type StockModel, type StockRules, stockModel } from "./stock-model.ts";

/** Stock that commands can be given to. */
export interface Subject {
  /** The answer as the contract has it, an end left out: times differ. */
  ask(command: Command): object | boolean | number | Promise<object | boolean | number>;
  /** Laws that are broken now. */
  brokenLaws(): string[] | Promise<string[]>;
  /** On hand per SKU. */
  onHand(): Record<string, number> | Promise<Record<string, number>>;
}

/** What came of a schedule. */
export interface Played {
  answers: (object | boolean | number)[];
  broken: string[];
}

/** Gives all commands in turn, judges each answer, and checks the laws at the end. */
export async function play(subject: Subject, commands: readonly Command[]): Promise<Played> {
  const { judge, broken, shelf } = judgeOf(ON_HAND);
  const answers: Played["answers"] = [];
  for (const command of commands) {
    const answer = await subject.ask(command);
    answers.push(answer);
    judge(answered(command, answer));
    if (broken.length > 0) break;
  }
  broken.push(...(await subject.brokenLaws()));
  const [is, ought] = [await subject.onHand(), shelf()];
  for (const sku of Object.keys(ought)) {
    if (is[sku] !== ought[sku]) broken.push(`on hand of ${sku}: ${is[sku]}, told ${ought[sku]}`);
  }
  return { answers, broken };
}

/** Looks for a schedule that breaks a law of the model. @returns the shortest it was brought down to; null when none did */
export async function brokenSchedule(
  rules: StockRules,
  seed: number,
  schedules: number,
): Promise<Command[] | null> {
  const keepsLaws = async (commands: Command[]) =>
    (await play(modelSubject(rules), commands)).broken.length === 0;
  const property = fc.asyncProperty(schedule, keepsLaws);
  const { counterexample } = await fc.check(property, { seed, numRuns: schedules });
  return counterexample?.[0] ?? null;
}

/** Makes a subject of the model. */
export function modelSubject(rules: StockRules): Subject & { stock: StockModel } {
  const stock = stockModel(ON_HAND, rules);
  let now = 0;
  let moves = 0;
  return {
    stock,
    ask(command) {
      const answer = askModel(stock, now, command, () => `move ${moves++}`);
      if (command.verb === "pass") now += command.seconds;
      return typeof answer === "object" ? withoutEnd(answer) : answer;
    },
    brokenLaws: () => brokenStockLaws(stock),
    onHand: () => Object.fromEntries([...stock.levels].map(([sku, { onHand }]) => [sku, onHand])),
  };
}

function askModel(stock: StockModel, now: number, command: Command, reference: () => string) {
  switch (command.verb) {
    case "hold":
      return hold(stock, now, command.hold, command.lines, TTL_SECONDS, command.replaces);
    case "pin":
      return pin(stock, now, command.hold, command.attempt);
    case "unpin":
      return unpin(stock, now, command.hold, command.attempt, TTL_SECONDS);
    case "commit":
      return commit(stock, command.hold);
    case "release":
      return release(stock, command.hold);
    case "restock":
      return restock(stock, command.restock, command.hold, command.lines);
    case "move":
      return move(stock, command.sku, command.delta, reference());
    case "uncount":
      return uncountExpired(stock, now);
    case "pass":
      return true;
  }
}

/** Leaves out when a hold ends. */
export function withoutEnd(answer: object): object {
  const { endsAt: _model, expiresAt: _real, ...rest } = { ...answer } as Record<string, unknown>;
  return rest;
}

/** What the judge gets of an answer. */
export function answered(command: Command, answer: object | boolean | number): Answered {
  if (typeof answer !== "object") return { command, state: answer, gone: [] };
  const { state = "", gone = [] } = answer as { state?: string; gone?: string[] };
  return { command, state, gone };
}
