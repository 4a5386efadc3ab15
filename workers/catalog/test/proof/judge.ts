/** Judges stock by what it answered: promises that an order relies on, whatever the stock is made of. Pure. @see specs/orders.md 16–19, 33, 60 */
import type { Command } from "./commands.ts";
import type { Quantities } from "./stock-model.ts";

/** What was asked and what was answered. */
export interface Answered {
  command: Command;
  /** A verb's state; whether an administrator's movement was done; how many lines the clock took. */
  state: string | boolean | number;
  /** Of a restock: SKUs that were not counted. */
  gone: string[];
}

type Attempt = Extract<Command, { attempt: number }>;

/** What the answers so far promise of a hold. */
interface Promised {
  lines: Quantities | null;
  pinnedBy: number | null;
  endedBy: number;
  isSold: boolean;
  isReleased: boolean;
  back: Map<string, number>;
}

/** Keeps what the answers promise, and tells when a later one breaks it. */
export function judgeOf(onHand: Quantities) {
  const holds = new Map<string, Promised>();
  const shelf = new Map(Object.entries(onHand));
  const restocked = new Set<string>();
  const broken: string[] = [];

  const holdOf = (id: string): Promised => {
    const known = holds.get(id);
    if (known) return known;
    const fresh: Promised = {
      ...{ lines: null, pinnedBy: null, endedBy: 0 },
      ...{ isSold: false, isReleased: false, back: new Map<string, number>() },
    };
    holds.set(id, fresh);
    return fresh;
  };
  const expect = (isSo: boolean, law: string, { command, state }: Answered) => {
    if (!isSo) broken.push(`${law}: ${JSON.stringify(command)} answered ${state}`);
  };
  const shift = (lines: Quantities, sign: number) => {
    for (const [sku, units] of Object.entries(lines)) {
      shelf.set(sku, (shelf.get(sku) ?? 0) + sign * units);
    }
  };

  function sell(own: Promised, told: Answered): void {
    expect(own.pinnedBy === null || told.state === "committed", "pinned is as good as sold", told);
    expect(own.pinnedBy !== null || told.state !== "committed", "only pinned is sold", told);
    if (told.state !== "committed") return;
    own.isSold = true;
    shift(own.lines ?? {}, -1);
  }

  function putBack(own: Promised, command: Command & { verb: "restock" }, told: Answered): void {
    if (told.state !== "restocked") return;
    expect(own.isSold, "only sold goods come back", told);
    for (const [sku, units] of Object.entries(command.lines)) {
      const key = `${command.restock} ${sku}`;
      if (restocked.has(key) || told.gone.includes(sku)) continue;
      restocked.add(key);
      shift({ [sku]: units }, 1);
      const back = (own.back.get(sku) ?? 0) + units;
      own.back.set(sku, back);
      expect(back <= (own.lines?.[sku] ?? 0), "no more comes back than was sold", told);
    }
  }

  function judgeAttempt(own: Promised, { verb, attempt }: Attempt, told: Answered): void {
    const { pinnedBy } = own;
    if (verb === "pin") {
      if (pinnedBy !== null) {
        expect(told.state === (attempt < pinnedBy ? "stale" : "pinned"), "pinned stays", told);
      } else expect(told.state !== "pinned" || attempt > own.endedBy, "ended stays ended", told);
      if (told.state === "pinned") own.pinnedBy = Math.max(attempt, pinnedBy ?? 0);
      return;
    }
    const isOwn = pinnedBy !== null && attempt >= pinnedBy;
    if (pinnedBy !== null) expect(isOwn === (told.state === "held"), "own attempts end", told);
    if (told.state !== "held") return;
    own.pinnedBy = null;
    own.endedBy = Math.max(own.endedBy, attempt);
  }

  function judge(told: Answered): void {
    const { command, state } = told;
    if (command.verb === "pass" || command.verb === "uncount") return;
    if (command.verb === "move") {
      if (state === true) shift({ [command.sku]: command.delta }, 1);
      return;
    }
    const own = holdOf(command.hold);
    if (own.isReleased) {
      const isRefused = state === "released" || state === "mismatched";
      expect(isRefused, "released stays released", told);
    } else if (command.verb === "restock") putBack(own, command, told);
    else if (own.isSold) {
      const isKept = state === "committed" || state === "mismatched";
      expect(isKept, "sold stays sold", told);
    } else if (command.verb === "hold") {
      if (state === "held") own.lines ??= command.lines;
    } else if (command.verb === "release") {
      expect(state === "released", "what is not sold is released", told);
      own.isReleased = true;
      own.pinnedBy = null;
    } else if (command.verb === "commit") sell(own, told);
    else judgeAttempt(own, command, told);
  }

  return {
    broken,
    judge(told: Answered): void {
      judge(told);
      const pinned = [...holds.values()].filter((own) => own.pinnedBy !== null && !own.isSold);
      for (const [sku, units] of shelf) {
        const promised = pinned.reduce((sum, own) => sum + (own.lines?.[sku] ?? 0), 0);
        expect(promised <= units, `no more of ${sku} is pinned than is there`, told);
      }
    },
    /** What is on the shelf by everything that was answered. */
    shelf: () => Object.fromEntries(shelf),
  };
}
