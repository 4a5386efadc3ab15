/** What may be asked of stock, drawn by fast-check: few SKUs, holds and attempts, so that verbs meet, repeat and overtake each other. */
import fc from "fast-check";
import type { Quantities } from "./stock-model.ts";

/** One verb with its input; an administrator's movement, the clock and time passing are verbs here. */
export type Command =
  | { verb: "hold"; hold: string; lines: Quantities; replaces: string | undefined }
  | { verb: "pin" | "unpin"; hold: string; attempt: number }
  | { verb: "commit"; hold: string }
  | { verb: "release"; hold: string }
  | { verb: "restock"; restock: string; hold: string; lines: Quantities }
  | { verb: "move"; sku: string; delta: number }
  | { verb: "uncount" }
  | { verb: "pass"; seconds: number };

/** Life of a hold, in seconds. No sum of the times that pass is near it: how long a test takes decides nothing. */
export const TTL_SECONDS = 900;
const PASSING = [250, 500] as const;

/** On the shelf at the beginning: less than all want. */
export const ON_HAND: Quantities = { A: 3, B: 4, C: 5 };
const HOLDS = ["h1", "h2", "h3", "h4"] as const;
/** What each hold is of. */
const LINES: Record<string, Quantities> = {
  h1: { A: 2, B: 1 },
  h2: { B: 2, A: 2 },
  h3: { C: 3 },
  h4: { C: 3, A: 1 },
};
const BACK: Quantities[] = [{ A: 1 }, { A: 2, B: 1 }, { C: 2 }, { C: 3 }];

const hold = fc.constantFrom(...HOLDS);
const attempt = fc.constantFrom(1, 2, 3);
const sku = fc.constantFrom(...Object.keys(ON_HAND));

/** Draws one command. Buyers' own verbs are drawn more often than the rest. */
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ hold, replaces: fc.option(hold, { nil: undefined, freq: 4 }), isOdd: fc.nat(15) })
      .map(({ hold, replaces, isOdd }) => ({
        ...{ verb: "hold" as const, hold, replaces: replaces === hold ? undefined : replaces },
        lines: isOdd === 0 ? { A: 1 } : (LINES[hold] ?? {}),
      })),
  },
  {
    weight: 6,
    arbitrary: fc.record({ verb: fc.constant("pin" as const), hold, attempt }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ verb: fc.constant("unpin" as const), hold, attempt }),
  },
  { weight: 4, arbitrary: fc.record({ verb: fc.constant("commit" as const), hold }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant("release" as const), hold }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ verb: fc.constant("restock" as const), hold },
      restock: fc.constantFrom("rst:1", "rst:2"),
      lines: fc.constantFrom(...BACK),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ verb: fc.constant("move" as const), sku },
      delta: fc.constantFrom(-3, -1, 1),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constant("pass" as const),
      seconds: fc.constantFrom(...PASSING),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ verb: "uncount" as const }) },
);

/** Draws a schedule. A command whose reply is lost is sent again at once, or late; all of them may be. */
export const schedule: fc.Arbitrary<Command[]> = fc
  .array(fc.record({ command, again: fc.constantFrom(0, 0, 0, 1, 1, 4) }), {
    minLength: 4,
    maxLength: 24,
    size: "max",
  })
  .map((sent) => {
    const out: Command[] = [];
    const late: [number, Command][] = [];
    sent.forEach(({ command, again }, place) => {
      out.push(command);
      if (again > 0 && command.verb !== "move") late.push([place + again, command]);
      for (const [due, repeated] of late) if (due === place + 1) out.push(repeated);
    });
    return out;
  });
