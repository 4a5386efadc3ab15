/** PostgreSQL answers schedules as the model does, and errors planted in its functions are noticed by what they answer. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStockRoom, type StockRoom } from "../stock-room.ts";
import { type Command, schedule } from "./commands.ts";
import { begin, databaseRows, databaseSubject, modelRows, prepare } from "./database-subject.ts";
import { brokenSchedule, modelSubject, play } from "./play.ts";
import { STOCK_RULES } from "./stock-model.ts";

const SEED = 20_261_130;
const SCHEDULES = process.env.EDGEMART_FULL === "1" ? 2_000 : 200;
const PARTS = 8;

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
  await prepare(room);
}, 60_000);
afterAll(() => room?.close());

describe(`orders 16, 17, 59: ${SCHEDULES} schedules in PostgreSQL answer as the model does, keep every law and end alike`, () => {
  test.each(Array.from({ length: PARTS }, (_, part) => SEED + part))("seed %i", async (seed) => {
    const isTheModel = async (commands: Command[]) => {
      await begin(room);
      const model = modelSubject(STOCK_RULES);
      const real = await play(databaseSubject(room), commands);
      expect(real).toEqual(await play(model, commands));
      expect(real.broken).toEqual([]);
      expect(await databaseRows(room)).toEqual(modelRows(model.stock));
    };
    await fc.assert(fc.asyncProperty(schedule, isTheModel), {
      ...{ seed, numRuns: SCHEDULES / PARTS, endOnFailure: true },
    });
  });
});

/** Each error: the model's rule that it breaks, in which function, what is there, and what is planted in its place. */
const PLANTED = [
  {
    rule: "pinTakesAwayEnd",
    of: "pin_hold",
    there: "SET state = 'pinned', expires_at = NULL, attempt",
    planted: "SET attempt",
  },
  {
    rule: "unpinNamesAttempt",
    of: "unpin_hold",
    there: "hold.state = 'pinned' AND its_attempt < hold.attempt",
    planted: "false",
  },
  {
    rule: "releaseLeavesRow",
    of: "release_hold",
    there: `INSERT INTO catalog.stock_hold (id, state) VALUES (its_id, 'released') ON CONFLICT DO NOTHING;
    IF FOUND`,
    planted: "IF true",
  },
  {
    rule: "restockOncePerId",
    of: "restock_hold",
    there: "m.reference = its_restock",
    planted: "false",
  },
] as const;

const UNIQUE =
  "create unique index stock_movement_reference_key on catalog.stock_movement (sku, reference)";

describe("orders 61: errors planted in the functions are found", () => {
  // Without the record's own UNIQUE, which would refuse the second movement: the function itself is judged.
  beforeAll(() => room.database.query("drop index catalog.stock_movement_reference_key"));
  afterAll(async () => {
    await begin(room);
    await room.database.query(UNIQUE);
  });

  test.each(PLANTED)("$rule is off", async ({ rule, of, there, planted }) => {
    const [found] = await room.database.query<{ source: string }>(
      "select pg_get_functiondef(('catalog.' || $1)::regproc) as source",
      [of],
    );
    const source = found?.source ?? "";
    expect(source.split(there)).toHaveLength(2);
    // What finds it in the model finds it in PostgreSQL.
    const commands = await brokenSchedule({ ...STOCK_RULES, [rule]: false }, SEED, 10_000);
    const broken = async () => {
      await begin(room);
      return (await play(databaseSubject(room), commands ?? [])).broken;
    };
    expect(await broken()).toEqual([]);
    await room.database.query(source.replace(there, planted));
    expect(await broken()).not.toEqual([]);
    await room.database.query(source);
  });
});
