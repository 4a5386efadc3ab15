/** The database's table of moves equals the contracts'. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mayMove, statesOf, TRANSITIONS } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";

const MACHINES = ["order", "shipment", "cancel", "goodwill", "return"] as const;

describe("orders 21, 24: moves", () => {
  test("are in the migration as in the contracts", () => {
    const text = readFileSync(
      join(import.meta.dirname, "../../db/migrations/0001_saga.sql"),
      "utf8",
    );
    const [inserted = ""] = /INSERT INTO orders\.transition[^;]*/.exec(text) ?? [];
    const written = [...inserted.matchAll(/\('(\w+)', '(\w+)', '(\w+)'\)/g)].map((row) =>
      row.slice(1).join(" "),
    );
    const meant: string[] = MACHINES.flatMap((machine) =>
      Object.entries(TRANSITIONS[machine]).flatMap(([source, targets]) =>
        [...targets].map((target: string) => `${machine} ${source} ${target}`),
      ),
    );
    expect(written.sort()).toEqual(meant.sort());
  });

  test("of all pairs of states of an order, those of the specification and no other", () => {
    const states = statesOf("order");
    const pairs = states.flatMap((source) => states.map((target) => [source, target] as const));
    const possible = pairs.filter(([source, target]) => mayMove("order", source, target));
    expect(possible.map(([source, target]) => `${source} ${target}`)).toEqual([
      "PLACING PENDING",
      "PLACING CANCELLED",
      "PENDING PAYING",
      "PENDING CANCELLED",
      "PENDING EXPIRED",
      "PAYING PENDING",
      "PAYING AWAITING_DEPOSIT",
      "PAYING PAID",
      "PAYING CANCELLED",
      "PAYING EXPIRED",
      "AWAITING_DEPOSIT PAID",
      "AWAITING_DEPOSIT CANCELLED",
      "AWAITING_DEPOSIT EXPIRED",
      "PAID CANCELLED",
      "PAID COMPLETED",
    ]);
  });
});
