/** Points that an order earns, that are bought, that expire, and that an administrator gives or takes. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { give, type Ledger, openLedger } from "./ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(async () => {
  expect(await ledger.differences()).toEqual([]);
  await ledger.stop();
});

const earn = (order: string, member: string, n: number, amount: number) =>
  ledger.call("points_earn", order, member, n, amount, "2026-12-08T15:00:00Z");
const settle = (order: string) => ledger.call("points_settle_earn", order, 365);
const use = async (pay: string, member: string, amount: number) => {
  expect(await ledger.call("points_hold", pay, member, amount)).toBe("held");
  expect(await ledger.call("points_post", pay)).toBe("posted");
};
const rows = (member: string) =>
  ledger.ask<{ id: string; state: string; amount: number }>(
    `select id, state, amount::int from payment.point_transfer where member_id = $1 order by made_at, id`,
    member,
  );

describe("points 14: an order earns", () => {
  test("pending until it is completed; a later change replaces an earlier one, a late earlier one makes nothing", async () => {
    expect(await settle("ord_a")).toBe("none");
    expect(await earn("ord_a", "mem_a", 1, 300)).toBe("pending");
    expect(await earn("ord_a", "mem_a", 3, 200)).toBe("pending");
    expect(await earn("ord_a", "mem_a", 2, 250)).toBe("superseded");
    expect(await earn("ord_a", "mem_a", 1, 300)).toBe("voided");
    expect(await earn("ord_a", "mem_a", 3, 201)).toBe("mismatched");
    expect(await earn("ord_a", "mem_b", 4, 200)).toBe("mismatched");
    expect((await ledger.account("mem_a")).balance).toBe(0);
    expect([await settle("ord_a"), await settle("ord_a")]).toEqual(["posted", "posted"]);
    expect(await earn("ord_a", "mem_a", 3, 200)).toBe("posted");
    expect(await ledger.account("mem_a")).toEqual({
      balance: 200,
      held: 0,
      owed: 0,
      available: 200,
    });
  });

  test("an order that is cancelled earns nothing: 0 makes a voided row", async () => {
    await earn("ord_zero", "mem_zero", 1, 300);
    expect(await earn("ord_zero", "mem_zero", 2, 0)).toBe("voided");
    expect(await settle("ord_zero")).toBe("voided");
    expect((await rows("mem_zero")).map(({ state, amount }) => [state, amount])).toEqual([
      ["voided", 300],
      ["voided", 0],
    ]);
  });

  test("20 changes of one order at once, in any order, leave the last one pending", async () => {
    const order = Array.from({ length: 20 }, (_, n) => n + 1).sort(
      (a, b) => ((a * 7) % 20) - ((b * 7) % 20),
    );
    await Promise.all(order.map((n) => earn("ord_many", "mem_many", n, 1000 - n)));
    const pending = (await rows("mem_many")).filter(({ state }) => state === "pending");
    expect(pending).toEqual([{ id: "earn:ord_many:20", state: "pending", amount: 980 }]);
  });

  test("points 17: an order that is claimed later earns from then on", async () => {
    expect(await earn("ord_claimed", "mem_claimer", 4, 120)).toBe("pending");
    expect(await settle("ord_claimed")).toBe("posted");
    expect((await ledger.account("mem_claimer")).balance).toBe(120);
  });
});

describe("points 15: taken back after posting", () => {
  test("points 24.10: earn, spend, refund the order: never negative, the rest is owed and settled from the next earning", async () => {
    await earn("ord_1", "mem_owes", 1, 500);
    await settle("ord_1");
    await use("pay_1", "mem_owes", 400);
    expect(await earn("ord_1", "mem_owes", 2, 0)).toBe("posted");
    expect(await ledger.account("mem_owes")).toEqual({
      balance: 0,
      held: 0,
      owed: 400,
      available: 0,
    });
    expect(await earn("ord_1", "mem_owes", 2, 0)).toBe("posted");
    await ledger.call("points_charge", "pay_charge", "mem_owes", 1000, 1826);
    expect(await ledger.account("mem_owes")).toMatchObject({ balance: 1000, owed: 400 });
    await earn("ord_2", "mem_owes", 1, 300);
    await settle("ord_2");
    expect(await ledger.account("mem_owes")).toMatchObject({ balance: 1000, owed: 100 });
    await earn("ord_3", "mem_owes", 1, 300);
    await settle("ord_3");
    expect(await ledger.account("mem_owes")).toMatchObject({ balance: 1200, owed: 0 });
    expect((await rows("mem_owes")).filter(({ id }) => /^(owed|clawback)/.test(id))).toEqual([
      { id: "clawback:ord_1:2", state: "posted", amount: 100 },
      { id: "owed:earn:ord_2:1", state: "posted", amount: 300 },
      { id: "owed:earn:ord_3:1", state: "posted", amount: 100 },
    ]);
  });

  test("the earning's own lot goes first; what is held for a payment is not taken", async () => {
    await give(ledger, "mem_own", 50, "own-soon", 2);
    await earn("ord_own", "mem_own", 1, 100);
    await settle("ord_own");
    await earn("ord_own", "mem_own", 2, 40);
    const left = await ledger.ask(
      "select id, remaining::int from payment.point_lot where member_id = 'mem_own' order by id",
    );
    expect(left).toEqual([
      { id: "earn:ord_own:1", remaining: 40 },
      { id: "grant:own-soon", remaining: 50 },
    ]);
    await ledger.call("points_hold", "pay_own", "mem_own", 80);
    await earn("ord_own", "mem_own", 3, 0);
    expect(await ledger.account("mem_own")).toEqual({
      balance: 80,
      held: 80,
      owed: 30,
      available: 0,
    });
  });

  test("a later change never gives back what was taken", async () => {
    await earn("ord_up", "mem_up", 1, 100);
    await settle("ord_up");
    await earn("ord_up", "mem_up", 2, 30);
    expect(await earn("ord_up", "mem_up", 3, 100)).toBe("posted");
    expect((await ledger.account("mem_up")).balance).toBe(30);
    await earn("ord_up", "mem_up", 4, 10);
    expect((await ledger.account("mem_up")).balance).toBe(10);
  });

  test("points 24.11: buy, refund, buy again, 100 times: no point is gained", async () => {
    await give(ledger, "mem_loop", 1000, "loop");
    for (let round = 0; round < 100; round++) {
      await use(`pay_loop${round}`, "mem_loop", 700);
      await earn(`ord_loop${round}`, "mem_loop", 1, 50);
      if (round % 2 === 0) await settle(`ord_loop${round}`);
      await ledger.call("points_return", `rfd_loop${round}`, `pay_loop${round}`, 700);
      await earn(`ord_loop${round}`, "mem_loop", 2, 0);
    }
    expect(await ledger.account("mem_loop")).toEqual({
      balance: 1000,
      held: 0,
      owed: 0,
      available: 1000,
    });
  });
});

describe("points 16: expiry", () => {
  test("earned and granted points end at the end of their last day in Seoul, whatever the hour they came", async () => {
    const [row] = await ledger.ask(
      `select payment.points_day_end('2026-11-30T14:59:59Z', 365) as before,
              payment.points_day_end('2026-11-30T15:00:00Z', 365) as after`,
    );
    // 00:00 of 1 December 2027 in Seoul, and of the day after.
    expect(row).toEqual({
      before: new Date("2027-11-30T15:00:00Z"),
      after: new Date("2027-12-01T15:00:00Z"),
    });
  });

  test("a sweep takes so many lots, and none twice, also when four run at once", async () => {
    for (let n = 0; n < 24; n++) await give(ledger, `mem_sweep${n % 6}`, 10 + n, `sweep${n}`);
    await ledger.own(
      "update payment.point_lot set expires_at = now() - interval '3 days' where id like 'grant:sweep%'",
    );
    expect(await ledger.call("points_expire", 5)).toBe("5");
    for (let left = 1; left > 0; ) {
      const done = await Promise.all(
        Array.from({ length: 4 }, () => ledger.call("points_expire", 500)),
      );
      left = done.reduce((sum, each) => sum + Number(each), 0);
    }
    const [row] = await ledger.ask(
      `select count(*)::int as n, sum(amount)::int as points from payment.point_transfer
        where kind = 'EXPIRE' and reference_id like 'grant:sweep%'`,
    );
    expect(row).toEqual({ n: 24, points: (24 * (10 + 33)) / 2 });
  });

  test("an account that is busy is left to the next round, and holds up nobody", async () => {
    const lot = await give(ledger, "mem_busy", 10, "busy");
    await ledger.own("update payment.point_lot set expires_at = now() where id = $1", lot);
    const client = await ledger.pool.connect();
    await client.query("begin");
    await client.query("select from payment.point_account where member_id = 'mem_busy' for update");
    expect(await ledger.call("points_expire", 500)).toBe("0");
    await client.query("commit");
    client.release();
    expect(await ledger.call("points_expire", 500)).toBe("1");
  });

  test("points 24.17: the database's clock alone decides: no function takes the time of its caller", async () => {
    const names = await ledger.ask<{ proname: string; args: string }>(
      `select proname, pg_get_function_arguments(p.oid) as args from pg_proc p
         join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'payment'
        where proname like 'point%' and pg_get_function_arguments(p.oid) like '%timestamp%'`,
    );
    // `due` is shown to the member and decides nothing; the others are parts that functions call with the clock's time.
    expect(names.map(({ proname }) => proname).sort()).toEqual([
      "points_available_at",
      "points_day_end",
      "points_earn",
      "points_pick",
    ]);
    await give(ledger, "mem_clock", 10, "clock", 1);
    await ledger.call("points_expire", 500);
    expect((await ledger.account("mem_clock")).available).toBe(10);
  });
});

describe("points 4, 10: charges", () => {
  test("points 24.12: 20 confirmations of one charge are one CHARGE", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ledger.call("points_charge", "pay_c", "mem_c", 5000, 1826)),
    );
    expect(new Set(answers)).toEqual(new Set(["posted"]));
    expect((await ledger.account("mem_c")).balance).toBe(5000);
    expect(await ledger.call("points_charge", "pay_c", "mem_c", 5001, 1826)).toBe("mismatched");
  });

  test("a charge that is being paid back is held entire, then spent once; a refused one is free again", async () => {
    await ledger.call("points_charge", "pay_d", "mem_d", 5000, 1826);
    const hold = (refund: string) => ledger.call("points_uncharge_hold", refund, "pay_d");
    expect([await hold("rfd_d"), await hold("rfd_d"), await hold("rfd_e")]).toEqual([
      "held",
      "held",
      "not_possible",
    ]);
    expect((await ledger.account("mem_d")).available).toBe(0);
    expect(await ledger.call("points_hold", "pay_spend", "mem_d", 1)).toBe("insufficient");
    expect(await ledger.call("points_uncharge_void", "rfd_d")).toBe("voided");
    expect((await ledger.account("mem_d")).available).toBe(5000);
    expect(await hold("rfd_f")).toBe("held");
    expect(await ledger.call("points_uncharge_post", "rfd_f")).toBe("posted");
    expect((await ledger.account("mem_d")).balance).toBe(0);
    expect(await hold("rfd_g")).toBe("not_possible");
  });

  test("a charge of which a part is spent or held is not paid back", async () => {
    await ledger.call("points_charge", "pay_f", "mem_f", 5000, 1826);
    await ledger.call("points_hold", "pay_part", "mem_f", 100);
    expect(await ledger.call("points_uncharge_hold", "rfd_part", "pay_f")).toBe("not_possible");
    await ledger.call("points_post", "pay_part");
    expect(await ledger.call("points_uncharge_hold", "rfd_part", "pay_f")).toBe("not_possible");
  });
});

describe("points 6: adjustments", () => {
  const adjust = (key: string, member: string, amount: number) =>
    ledger.call("points_adjust", `adjust:${key}`, member, amount, "why", "MANUAL", key, 365);

  test("points 24.14: at most what is available is taken, whoever asks at once", async () => {
    await adjust("up", "mem_adj", 100);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => adjust(`down${n}`, "mem_adj", -30)),
    );
    expect(answers.filter((answer) => answer === "posted")).toHaveLength(3);
    expect(answers.filter((answer) => answer === "insufficient")).toHaveLength(7);
    expect((await ledger.account("mem_adj")).balance).toBe(10);
    expect(await adjust("none", "mem_without", -1)).toBe("insufficient");
    expect(
      await ledger.ask("select from payment.point_account where member_id = 'mem_without'"),
    ).toEqual([]);
  });
});

describe("points 2, 7: the chain", () => {
  test("balanceAfter is the one before plus the amount, from 0, without a gap, in the member's own order", async () => {
    const lines = await ledger.ask<{
      member_id: string;
      seq: number;
      amount: number;
      after: number;
    }>(
      `select member_id, seq::int, amount::int, balance_after::int as after from payment.point_entry
        where account = 'member' order by member_id, seq`,
    );
    expect(lines.length).toBeGreaterThan(300);
    let before = { member_id: "", seq: 0, after: 0 };
    for (const line of lines) {
      if (line.member_id !== before.member_id) before = { ...line, seq: 0, after: 0 };
      expect(line.seq).toBe(before.seq + 1);
      expect(line.after).toBe(before.after + line.amount);
      before = line;
    }
  });

  test("all entries of all accounts add up to 0", async () => {
    expect(await ledger.ask("select sum(amount)::int as sum from payment.point_entry")).toEqual([
      { sum: 0 },
    ]);
  });
});
