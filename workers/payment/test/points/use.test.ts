/** Points that pay: held, spent or freed, and given back to the lots they came from. */
import { newId } from "@edgemart/worker-kit/ids";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callOf, give, type Ledger, openLedger } from "./ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger(16);
});
afterAll(async () => {
  expect(await ledger.differences()).toEqual([]);
  await ledger.stop();
});

const lots = (memberId: string) =>
  ledger.ask<{ id: string; remaining: number; held: number }>(
    "select id, remaining::int, held::int from payment.point_lot where member_id = $1 order by id",
    memberId,
  );
/** Lets a lot be past its day. */
const age = (lot: string) =>
  ledger.own(
    "update payment.point_lot set expires_at = now() - interval '1 hour' where id = $1",
    lot,
  );
const chain = (memberId: string) =>
  ledger.ask<{ kind: string; amount: number; balance_after: number }>(
    `select kind, amount::int, balance_after::int from payment.point_entry
      where member_id = $1 order by seq`,
    memberId,
  );

describe("points 9, 12: use", () => {
  test("of 50 parallel uses of a balance for one exactly one is held, and nothing of the others is written", async () => {
    await give(ledger, "mem_race", 1000, "race");
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        ledger.call("points_hold", `pay_race${n}`, "mem_race", 1000),
      ),
    );
    expect(answers.filter((answer) => answer === "held")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "insufficient")).toHaveLength(49);
    const [row] = await ledger.ask(
      "select count(*)::int as n from payment.point_transfer where member_id = 'mem_race'",
    );
    expect(row).toEqual({ n: 2 });
    expect(await ledger.account("mem_race")).toEqual({
      balance: 1000,
      held: 1000,
      owed: 0,
      available: 0,
    });
  });

  test("who came before the member's account has nothing to lock, and touches nothing that is made meanwhile", async () => {
    const other = new pg.Client({ connectionString: ledger.database.adminUrl });
    await other.connect();
    await other.query("begin");
    // Both are past the look for an account when they wait here.
    await other.query("lock table payment.point_transfer in access exclusive mode");
    const early = [
      ledger.call("points_hold", "pay_early", "mem_early", 60),
      ledger.call("points_adjust", "adjust:early", "mem_early", -60, "why", "MANUAL", "early", 365),
    ];
    const waiting = async () =>
      (
        await ledger.own<{ n: number }>(
          "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and usename = 'edgemart_payment'",
        )
      )[0]?.n;
    await expect.poll(waiting).toBe(2);
    const given = ["adjust:meanwhile", "mem_early", 100, "why", "MANUAL", "meanwhile", 365];
    await other.query(callOf("points_adjust"), given);
    await other.query("commit");
    await other.end();
    expect(await Promise.all(early)).toEqual(["insufficient", "insufficient"]);
    const untouched = { balance: 100, held: 0, owed: 0, available: 100 };
    expect(await ledger.account("mem_early")).toEqual(untouched);
  });

  test("points 24.1: two tabs that use the same points: one of them is held", async () => {
    await give(ledger, "mem_tabs", 100, "tabs");
    const answers = await Promise.all(
      ["pay_tab1", "pay_tab2"].map((pay) => ledger.call("points_hold", pay, "mem_tabs", 100)),
    );
    expect(answers.sort()).toEqual(["held", "insufficient"]);
  });

  test("a member without an account has nothing, and gets no account by asking", async () => {
    expect(await ledger.call("points_hold", "pay_none", "mem_none", 1)).toBe("insufficient");
    expect(
      await ledger.ask("select from payment.point_account where member_id = 'mem_none'"),
    ).toEqual([]);
  });

  test("no points are held without a row, and settled as none", async () => {
    expect(await ledger.call("points_hold", "pay_zero", "mem_none", 0)).toBe("held");
    expect(await ledger.call("points_post", "pay_zero")).toBe("none");
    expect(await ledger.call("points_void", "pay_zero")).toBe("none");
  });

  test("points 24.6: post and void at once, 20 times each: one of them, and all are told which", async () => {
    for (let round = 0; round < 8; round++) {
      const member = `mem_both${round}`;
      await give(ledger, member, 50, member);
      await ledger.call("points_hold", `pay_both${round}`, member, 50);
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          ledger.call(n % 2 === 0 ? "points_post" : "points_void", `pay_both${round}`),
        ),
      );
      const [end] = answers;
      expect(new Set(answers)).toEqual(new Set([end]));
      expect((await ledger.account(member)).balance).toBe(end === "posted" ? 0 : 50);
      expect((await chain(member)).length).toBe(end === "posted" ? 2 : 1);
    }
  });

  test("points 24.5: a hold that is voided is free at once", async () => {
    await give(ledger, "mem_declined", 80, "declined");
    await ledger.call("points_hold", "pay_declined", "mem_declined", 80);
    expect((await ledger.account("mem_declined")).available).toBe(0);
    await ledger.call("points_void", "pay_declined");
    expect((await ledger.account("mem_declined")).available).toBe(80);
    expect(await ledger.call("points_hold", "pay_next", "mem_declined", 80)).toBe("held");
    expect(await ledger.call("points_hold", "pay_declined", "mem_declined", 80)).toBe("voided");
  });
});

describe("points 10: the id is the key", () => {
  test("each movement asked again answers what it is; another amount or member is mismatched", async () => {
    const grant = (amount: number, member = "mem_key") =>
      ledger.call("points_adjust", "grant:key", member, amount, "because", "MANUAL", "key", 365);
    expect([await grant(300), await grant(300)]).toEqual(["posted", "posted"]);
    expect([await grant(301), await grant(300, "mem_other")]).toEqual(["mismatched", "mismatched"]);
    const hold = (amount: number, member = "mem_key") =>
      ledger.call("points_hold", "pay_key", member, amount);
    expect([await hold(200), await hold(200)]).toEqual(["held", "held"]);
    expect([await hold(100), await hold(200, "mem_other")]).toEqual(["mismatched", "mismatched"]);
    expect([
      await ledger.call("points_post", "pay_key"),
      await ledger.call("points_post", "pay_key"),
    ]).toEqual(["posted", "posted"]);
    const back = (amount: number, pay = "pay_key") =>
      ledger.call("points_return", "rfd_key", pay, amount);
    expect([await back(50), await back(50), await back(60)]).toEqual([
      "returned",
      "returned",
      "mismatched",
    ]);
    expect(await chain("mem_key")).toEqual([
      { kind: "ADJUST", amount: 300, balance_after: 300 },
      { kind: "USE", amount: -200, balance_after: 100 },
      { kind: "REFUND", amount: 50, balance_after: 150 },
    ]);
  });

  test("20 of one key at once are one movement", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        ledger.call("points_adjust", "grant:once", "mem_once", 10, "x", "MANUAL", "once", 365),
      ),
    );
    expect(new Set(answers)).toEqual(new Set(["posted"]));
    expect((await ledger.account("mem_once")).balance).toBe(10);
  });
});

describe("points 11: spending order", () => {
  test("first to expire, then earned and granted before bought, then by id", async () => {
    await give(ledger, "mem_order", 10, "order-late", 20);
    await give(ledger, "mem_order", 10, "order-b", 10);
    await ledger.call("points_charge", "pay_bought", "mem_order", 10, 10);
    await give(ledger, "mem_order", 10, "order-a", 10);
    await ledger.call("points_hold", "pay_order", "mem_order", 35);
    const used = await ledger.ask<{ lot_id: string; amount: number }>(
      `select u.lot_id, u.amount::int from payment.point_lot_use u join payment.point_lot l on l.id = u.lot_id
        where u.transfer_id = 'use:pay_order' order by l.expires_at, l.origin = 'charged', l.id`,
    );
    expect(used).toEqual([
      { lot_id: "grant:order-a", amount: 10 },
      { lot_id: "grant:order-b", amount: 10 },
      { lot_id: "charge:pay_bought", amount: 10 },
      { lot_id: "grant:order-late", amount: 5 },
    ]);
  });

  test("what has expired does not count, swept or not", async () => {
    await age(await give(ledger, "mem_stale", 70, "stale"));
    await give(ledger, "mem_stale", 30, "fresh");
    expect(await ledger.account("mem_stale")).toMatchObject({ balance: 100, available: 30 });
    expect(await ledger.call("points_hold", "pay_stale", "mem_stale", 31)).toBe("insufficient");
  });

  test("points 24.9: a lot that expires during a hold is honoured, and not swept meanwhile", async () => {
    const lot = await give(ledger, "mem_held", 90, "held");
    await ledger.call("points_hold", "pay_held", "mem_held", 60);
    await age(lot);
    await ledger.call("points_expire", 500);
    expect(await ledger.account("mem_held")).toMatchObject({ balance: 60, held: 60 });
    expect(await ledger.call("points_post", "pay_held")).toBe("posted");
    expect(await ledger.account("mem_held")).toMatchObject({ balance: 0, held: 0 });
  });
});

describe("points 13: a refund goes back to the lots", () => {
  test("the longest-lived first, never more than was used", async () => {
    await give(ledger, "mem_back", 40, "back-soon", 5);
    await give(ledger, "mem_back", 60, "back-late", 50);
    await ledger.call("points_hold", "pay_back", "mem_back", 100);
    expect(await ledger.call("points_return", "rfd_early", "pay_back", 1)).toBe("exceeds");
    await ledger.call("points_post", "pay_back");
    expect(await ledger.call("points_return", "rfd_1", "pay_back", 70)).toBe("returned");
    expect(await lots("mem_back")).toEqual([
      { id: "grant:back-late", remaining: 60, held: 0 },
      { id: "grant:back-soon", remaining: 10, held: 0 },
    ]);
    expect(await ledger.call("points_return", "rfd_2", "pay_back", 31)).toBe("exceeds");
    expect(await ledger.call("points_return", "rfd_3", "pay_back", 30)).toBe("returned");
    expect(await ledger.call("points_return", "rfd_4", "pay_unknown", 30)).toBe("none");
  });

  test("points 24.7: two refunds at once, under two keys, give back what was used and no more", async () => {
    await give(ledger, "mem_two", 100, "two");
    await ledger.call("points_hold", "pay_two", "mem_two", 100);
    await ledger.call("points_post", "pay_two");
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        ledger.call("points_return", `rfd_t${n}`, "pay_two", 60),
      ),
    );
    expect(answers.filter((answer) => answer === "returned")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "exceeds")).toHaveLength(9);
    expect((await ledger.account("mem_two")).balance).toBe(60);
  });

  test("points 24.8: a lot that has expired meanwhile is swept, then lives 30 more days with what came back", async () => {
    const lot = await give(ledger, "mem_grace", 100, "grace");
    await ledger.call("points_hold", "pay_grace", "mem_grace", 70);
    await ledger.call("points_post", "pay_grace");
    await age(lot);
    expect(await ledger.call("points_return", "rfd_grace", "pay_grace", 50)).toBe("returned");
    expect(await ledger.account("mem_grace")).toMatchObject({ balance: 50, available: 50 });
    expect((await chain("mem_grace")).map(({ kind, amount }) => [kind, amount])).toEqual([
      ["ADJUST", 100],
      ["USE", -70],
      ["EXPIRE", -30],
      ["REFUND", 50],
    ]);
    const [row] = await ledger.ask(
      `select expires_at = payment.points_day_end(now(), 30) as is_grace
         from payment.point_lot where id = $1`,
      lot,
    );
    expect(row).toEqual({ is_grace: true });
    await age(lot);
    expect(await ledger.call("points_expire", 500)).toBe("1");
    expect((await ledger.account("mem_grace")).balance).toBe(0);
    const [{ ids }] = (await ledger.ask(
      `select array_agg(id order by id) as ids from payment.point_transfer where kind = 'EXPIRE' and member_id = 'mem_grace'`,
    )) as [{ ids: string[] }];
    expect(ids).toEqual(["expire:grant:grace:1", "expire:grant:grace:2"]);
  });
});

describe("points 22: what a use costs while its member's account is locked", () => {
  test("is one statement, and each row that it changed is compared once, as it is in the end", async () => {
    const memberId = newId("member");
    await give(ledger, memberId, 1_000, "cost");
    const client = new pg.Client({ connectionString: ledger.database.adminUrl });
    await client.connect();
    try {
      await client.query("set track_functions = 'pl'");
      await client.query("begin");
      const attempt = {
        ...{ id: newId("payment"), purpose: "order", reference: newId("order"), attempt: 1 },
        ...{ member_id: memberId, currency: "KRW", total_minor: 300, card_minor: 0 },
        ...{ point_amount: 300, gateway: "none", instrument: { kind: null }, page: {} },
        ready_seconds: 60,
      };
      const answered = await client.query("select payment.open_attempt($1::jsonb, 'r') as it", [
        JSON.stringify(attempt),
      ]);
      expect(answered.rows[0].it.row.state).toBe("PAID");
      await client.query("set constraints all immediate");
      const { rows } = await client.query(
        `select funcname, calls::int from pg_stat_xact_user_functions
          where funcname in ('point_account_agrees', 'point_transfer_agrees') order by funcname`,
      );
      // Account, lot and transfer; two entries, the lot's use and the transfer.
      expect(rows).toEqual([
        { funcname: "point_account_agrees", calls: 3 },
        { funcname: "point_transfer_agrees", calls: 4 },
      ]);
      await client.query("commit");
    } finally {
      await client.end();
    }
  });
});
