/** The moves of the database are the moves of the contract. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TRANSITIONS } from "@edgemart/contracts/transitions";
import { expect, test } from "vitest";

test.each(["payment", "refund"] as const)(
  "payments 10: the table `transition` has the moves of a %s",
  (machine) => {
    const sql = readFileSync(
      join(import.meta.dirname, "../../db/migrations/0000_payments.sql"),
      "utf8",
    );
    const rows = [...sql.matchAll(/\('(payment|refund)', '(\w+)', '(\w+)'\)/g)];
    const written = rows
      .filter(([, of]) => of === machine)
      .map(([, , source, target]) => `${source} ${target}`);
    const moves = Object.entries<readonly string[]>(TRANSITIONS[machine]).flatMap(
      ([source, targets]) => targets.map((target) => `${source} ${target}`),
    );
    expect(written.sort()).toEqual(moves.sort());
  },
);
