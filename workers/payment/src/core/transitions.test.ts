/** The moves of the database are the moves of the contract. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PAYMENT_ATTENTION_QUEUE, PAYMENT_CHANGED_QUEUES } from "@edgemart/contracts/events/routes";
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

test("payments 17: `payment.changed` goes to the queues that the contract names", () => {
  const sql = readFileSync(
    join(import.meta.dirname, "../../db/migrations/0010_charges_told.sql"),
    "utf8",
  );
  const cases = /CASE p\.purpose ((?:WHEN '\w+' THEN '[\w-]+' )+)END AS queue/.exec(sql)?.[1] ?? "";
  const written = [...cases.matchAll(/WHEN '(\w+)' THEN '([\w-]+)'/g)].map(([, purpose, queue]) => [
    purpose,
    queue,
  ]);
  const named = Object.entries(PAYMENT_CHANGED_QUEUES).filter(([, queue]) => queue !== null);
  expect(written).toEqual(named);
  const raises = readFileSync(
    join(import.meta.dirname, "../../db/migrations/0011_payment_raises.sql"),
    "utf8",
  );
  expect(raises).toContain(`'${PAYMENT_ATTENTION_QUEUE}', jsonb_build_object`);
});
