/** Schedules at random with every hold in its own lane and all lanes at once, on real PostgreSQL: promises and laws are kept. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStockRoom, type StockRoom } from "../stock-room.ts";
import { type Command, schedule } from "./commands.ts";
import { begin, databaseSubject, prepare } from "./database-subject.ts";
import { judgeOf } from "./judge.ts";
import { answered } from "./play.ts";

const ROUNDS = process.env.EDGEMART_FULL === "1" ? 400 : 40;

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
  await prepare(room);
}, 60_000);
afterAll(() => room?.close());

describe("orders 16, 59: schedules at random, every hold in its own lane, all lanes at once", () => {
  test(`${ROUNDS} rounds keep every promise and every law`, async () => {
    const subject = databaseSubject(room);
    const plenty = { A: 1e6, B: 1e6, C: 1e6 };
    const rounds = fc.sample(fc.array(schedule, { minLength: 2, maxLength: 2 }), {
      ...{ seed: 20_261_130, numRuns: ROUNDS },
    });
    for (const [round, pair] of rounds.entries()) {
      await begin(room);
      const lanes = Map.groupBy(pair.flat(), (command) =>
        "hold" in command ? command.hold : "clock",
      );
      await Promise.all(
        [...lanes].map(async ([lane, commands]) => {
          // What is left on the shelf is everybody's: each lane judges what it was promised.
          const { judge, broken } = judgeOf(plenty);
          for (const command of commands) {
            const twice = await Promise.all([subject.ask(command), ...doubled(command, subject)]);
            if (lane !== "clock") judge(answered(command, twice[0] ?? 0));
          }
          expect([round, lane, broken]).toEqual([round, lane, []]);
        }),
      );
      await room.checkLaws();
    }
  });
});

/** Verbs whose answer does not depend on which of two copies came first are sent twice at once. */
function doubled(command: Command, subject: ReturnType<typeof databaseSubject>) {
  const isSame = command.verb === "commit" || command.verb === "release" || command.verb === "pin";
  return isSame ? [subject.ask(command)] : [];
}
