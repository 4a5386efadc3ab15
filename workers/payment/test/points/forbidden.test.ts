/** What the database itself refuses the Worker's role, whatever a Worker's code does. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { give, type Ledger, openLedger, refusal } from "./ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
  await give(ledger, "mem_a", 600, "a");
  await ledger.call("points_hold", "pay_spent", "mem_a", 100);
  await ledger.call("points_post", "pay_spent");
  await ledger.call("points_hold", "pay_a", "mem_a", 200);
});
afterAll(() => ledger?.stop());

const noRight = { code: "42501", constraint: undefined };
const broken = (constraint: string) => ({ code: "23514", constraint });
const transfer = (id: string, kind: string, amount: number) =>
  `insert into payment.point_transfer (id, member_id, kind, state, amount, reference_type, reference_id)
   values ('${id}', 'mem_a', '${kind}', 'posted', ${amount}, 'MANUAL', '${id}')`;
const entry = (id: string, account: string, amount: number) =>
  `insert into payment.point_entry (transfer_id, account, amount, member_id)
   values ('${id}', '${account}', ${amount}, ${account === "member" ? "'mem_a'" : "null"})`;
const lot = (id: string, amount: number) =>
  `insert into payment.point_lot (id, member_id, origin, issued, remaining, expires_at)
   values ('${id}', 'mem_a', 'granted', ${amount}, ${amount}, '2099-01-01')`;

const FORBIDDEN = {
  "1 set a balance": [noRight, "update payment.point_account set balance = 900"],
  "2 delete an entry": [noRight, "delete from payment.point_entry"],
  "3 change an entry": [noRight, "update payment.point_entry set amount = 900"],
  "4 one side alone": [
    broken("point_transfer_balanced"),
    transfer("x:4", "ADJUST", 10),
    entry("x:4", "member", 10),
    lot("x:4", 10),
  ],
  "5 an unbalanced pair": [
    broken("point_transfer_balanced"),
    transfer("x:5", "ADJUST", 10),
    entry("x:5", "member", 10),
    entry("x:5", "adjustment", -9),
    lot("x:5", 10),
  ],
  "6 fill a lot": [
    broken("point_account_agrees"),
    "update payment.point_lot set remaining = issued",
  ],
  "7 free a hold": [
    broken("point_account_agrees"),
    "update payment.point_lot set held = 0",
    "update payment.point_account set held = 0",
  ],
  "8 settle twice": [
    broken("point_transfer_settles_once"),
    "update payment.point_transfer set state = 'voided' where id = 'grant:a'",
  ],
  "9 an account born with a balance": [
    noRight,
    "insert into payment.point_account (member_id, balance) values ('mem_b', 900)",
  ],
  "entries emptied": [noRight, "truncate payment.point_entry"],
  "an entry with a place of its own in the chain": [
    noRight,
    `insert into payment.point_entry (transfer_id, account, amount, member_id, seq, balance_after)
     values ('grant:a', 'issuance', 1, null, 1, 1)`,
  ],
  "a lot without a transfer of its size": [
    broken("point_transfer_lot"),
    transfer("x:10", "ADJUST", 10),
    entry("x:10", "member", 10),
    entry("x:10", "adjustment", -10),
    lot("x:10", 11),
  ],
  "points spent without lots": [
    broken("point_transfer_from_lots"),
    transfer("x:11", "USE", 10),
    entry("x:11", "member", -10),
    entry("x:11", "redemption", 10),
    "update payment.point_lot set remaining = remaining - 10",
  ],
  "points that come back to a new lot": [
    broken("point_transfer_returned"),
    `insert into payment.point_transfer (id, member_id, kind, state, amount, reference_type, reference_id, undoes)
     values ('x:12', 'mem_a', 'REFUND', 'posted', 10, 'MANUAL', 'x', 'use:pay_a')`,
    entry("x:12", "member", 10),
    entry("x:12", "redemption", -10),
    lot("x:12", 10),
  ],
  "a movement against an account of another kind": [
    broken("point_transfer_accounts"),
    transfer("x:13", "EARN", 10),
    entry("x:13", "member", 10),
    entry("x:13", "adjustment", -10),
    lot("x:13", 10),
  ],
  "a balance moved by an entry that is then left out": [
    broken("point_account_agrees"),
    `${entry("grant:a", "member", 100)} on conflict do nothing`,
    "update payment.point_lot set remaining = issued",
  ],
  "what a transfer is, changed while it settles": [
    noRight,
    "update payment.point_transfer set state = 'voided', amount = 1 where id = 'use:pay_a'",
  ],
} as const;

describe("points 8: the database itself refuses", () => {
  for (const [name, [expected, ...statements]] of Object.entries(FORBIDDEN)) {
    test(name, async () => {
      expect(await refusal(ledger, ...statements)).toEqual(expected);
      expect(await ledger.account("mem_a")).toEqual({
        balance: 500,
        held: 200,
        owed: 0,
        available: 300,
      });
    });
  }

  test("points 24.16: the role may neither set a balance, delete an entry nor empty a table", async () => {
    const tables = ["point_account", "point_transfer", "point_entry", "point_lot", "point_lot_use"];
    for (const table of tables) {
      expect(await refusal(ledger, `truncate payment.${table} cascade`)).toEqual(noRight);
      expect(await refusal(ledger, `delete from payment.${table}`)).toEqual(noRight);
    }
    expect(await refusal(ledger, "update payment.point_account set balance = 1")).toEqual(noRight);
  });

  test("a hold settles once, to the one or the other", async () => {
    await ledger.call("points_hold", "pay_b", "mem_a", 10);
    const twice = "update payment.point_transfer set state = 'posted' where id = 'use:pay_b'";
    expect(await ledger.call("points_void", "pay_b")).toBe("voided");
    expect(await refusal(ledger, twice)).toEqual(broken("point_transfer_settles_once"));
  });
});
