/** Gives commands to a real catalog: its own adapters over Neon's protocol, PostgreSQL behind it. */
import { brokenStockLaws } from "../../src/verbs/check-stock-laws.ts";
import { linesOf, type StockRoom } from "../stock-room.ts";
import { type Command, ON_HAND, TTL_SECONDS } from "./commands.ts";
import { type Subject, withoutEnd } from "./play.ts";
import type { ModelHold, StockModel } from "./stock-model.ts";

/** Makes the SKUs of the schedules, once. */
export async function prepare(room: StockRoom): Promise<void> {
  await room.stock(ON_HAND);
}

/** Begins a shop like the model's: no holds, and on the shelf what the schedules begin with. */
export async function begin(room: StockRoom): Promise<void> {
  await room.database.query(
    `delete from catalog.stock_hold_line;
     delete from catalog.stock_hold;
     delete from catalog.stock_movement;
     update catalog.stock_level set reserved = 0, on_hand = ('${JSON.stringify(ON_HAND)}'::jsonb ->> sku)::int;
     insert into catalog.stock_movement (sku, delta, reason, reference, principal)
     select sku, on_hand, 'initial', 'initial', 'seed' from catalog.stock_level`,
  );
}

/** Makes a subject of a room. */
export function databaseSubject(room: StockRoom): Subject {
  return {
    async ask(command) {
      const answer = await ask(room, command);
      return typeof answer === "object" ? withoutEnd(answer) : answer;
    },
    async brokenLaws() {
      const broken = await brokenStockLaws(room.holds);
      return broken.map(({ law, subject }) => `${law} ${subject}`);
    },
    async onHand() {
      const levels = await room.database.query<{ sku: string; on_hand: number }>(
        "select sku, on_hand from catalog.stock_level",
      );
      return Object.fromEntries(levels.map(({ sku, on_hand }) => [sku, on_hand]));
    },
  };
}

async function ask(room: StockRoom, command: Command): Promise<object | boolean | number> {
  const { holds } = room;
  switch (command.verb) {
    case "hold": {
      const [lines, replaces] = [linesOf(command.lines), command.replaces ?? null];
      return (await holds.hold(command.hold, lines, TTL_SECONDS, "ord_proof", replaces)).answer;
    }
    case "pin":
      return (await holds.pin({ holdId: command.hold, attempt: command.attempt })).answer;
    case "unpin": {
      const which = { holdId: command.hold, attempt: command.attempt };
      return (await holds.unpin(which, TTL_SECONDS)).answer;
    }
    case "commit":
      return (await holds.commit(command.hold)).answer;
    case "release":
      return (await holds.release(command.hold)).answer;
    case "restock":
      return (await holds.restock(command.restock, command.hold, linesOf(command.lines))).answer;
    case "move":
      return room.move(command.sku, command.delta);
    case "uncount":
      return (await holds.uncountExpired(500)).answer;
    case "pass":
      await room.pass(command.seconds);
      return true;
  }
}

/** Levels and holds as the database has them, in the shape of `modelRows`. */
export async function databaseRows(room: StockRoom): Promise<object> {
  const [row] = await room.database.query<{ rows: object }>(
    `select jsonb_build_object(
       'levels', (select jsonb_object_agg(sku, jsonb_build_object('onHand', on_hand, 'reserved', reserved))
                    from catalog.stock_level),
       'holds', (select coalesce(jsonb_object_agg(h.id, jsonb_build_object(
                   'state', h.state, 'attempt', h.attempt, 'lines', (
                     select coalesce(jsonb_object_agg(l.sku, jsonb_build_array(l.quantity, l.counted, l.restocked)), '{}')
                       from catalog.stock_hold_line l where l.hold_id = h.id))), '{}')
                   from catalog.stock_hold h)) as rows`,
  );
  return row?.rows ?? {};
}

/** The same of the model. */
export function modelRows({ levels, holds }: StockModel): object {
  const rowOf = ({ state, attempt, lines }: ModelHold) => ({
    ...{ state, attempt },
    lines: Object.fromEntries(
      lines.map(({ sku, quantity, counted, restocked }) => [sku, [quantity, counted, restocked]]),
    ),
  });
  return {
    levels: Object.fromEntries(levels),
    holds: Object.fromEntries([...holds].map(([id, hold]) => [id, rowOf(hold)])),
  };
}
