/** Questions on points of those who sell, on a real ledger. */

import { connectPostgres } from "@edgemart/postgres/client";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresPointReads } from "../../src/adapters/point-reads.postgres.ts";
import { postgresPointWrites } from "../../src/adapters/point-writes.postgres.ts";
import type { PointDeps } from "../../src/ports/points.ts";
import { earn, grant, pointsOf, settleEarn } from "../../src/rpc/points.ts";
import { comparePoints, expirePoints, keepPoints } from "../../src/verbs/keep-points.ts";
import { give, type Ledger, openLedger } from "./ledger.ts";

let ledger: Ledger;
let deps: PointDeps;
beforeAll(async () => {
  ledger = await openLedger();
  const db = connectPostgres(ledger.database.urlOf("payment"));
  deps = {
    pointReads: postgresPointReads(db, 0),
    points: postgresPointWrites(db),
    earnedDays: 365,
    grantedDays: 30,
  };
});
afterAll(() => ledger?.stop());

const always = () => true;

describe("points 19: pointsOf, earn, settleEarn, grant", () => {
  test("what an order earns is pending, then the member's", async () => {
    const [orderId, memberId] = [newId("order"), newId("member")];
    const due = "2026-12-20T15:00:00.000Z";
    expect(await pointsOf({ memberId }, deps)).toEqual({ available: 0, pending: 0 });
    expect(await earn({ orderId, memberId, n: 1, amount: 120, due }, deps)).toEqual({
      state: "pending",
    });
    expect(await earn({ orderId, memberId, n: 2, amount: 90, due }, deps)).toEqual({
      state: "pending",
    });
    expect(await pointsOf({ memberId }, deps)).toEqual({ available: 0, pending: 90 });
    expect(await settleEarn({ orderId }, deps)).toEqual({ state: "posted" });
    expect(await settleEarn({ orderId }, deps)).toEqual({ state: "posted" });
    expect(await pointsOf({ memberId }, deps)).toEqual({ available: 90, pending: 0 });
    expect(await settleEarn({ orderId: newId("order") }, deps)).toEqual({ state: "none" });
  });

  test("a program gives once per key, for as long as points given live", async () => {
    const memberId = newId("member");
    const gift = {
      ...{ key: "review:1", memberId, amount: 500, reason: "For a review" },
      ...({ referenceType: "MANUAL", referenceId: "rev_1" } as const),
    };
    const answers = await Promise.all(Array.from({ length: 8 }, () => grant(gift, deps)));
    expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(["posted"]));
    expect(await grant({ ...gift, amount: 501 }, deps)).toEqual({ state: "mismatched" });
    expect(await pointsOf({ memberId }, deps)).toEqual({ available: 500, pending: 0 });
    const [row] = await ledger.ask(
      `select expires_at = payment.points_day_end(now(), 30) as is_so from payment.point_lot
        where id = 'grant:review:1'`,
    );
    expect(row).toEqual({ is_so: true });
  });

  test("what no caller of ours sends is a bug, and writes nothing", async () => {
    const due = "2026-12-20T15:00:00.000Z";
    const order = { orderId: newId("order"), memberId: newId("member"), n: 1, amount: 1, due };
    for (const wrong of [
      { amount: -1 },
      { amount: 0.5 },
      { n: 0 },
      { memberId: "x" },
      { due: "soon" },
    ]) {
      await expect(earn({ ...order, ...wrong }, deps)).rejects.toThrow();
    }
    expect(
      await ledger.ask("select from payment.point_transfer where reference_id = $1", order.orderId),
    ).toEqual([]);
  });
});

describe("points 16, 20: the clock", () => {
  test("sweeps all lots past their day, and ends when its time is over", async () => {
    for (let n = 0; n < 3; n++) {
      const lot = await give(ledger, newId("member"), 10, `clock-${n}`);
      await ledger.own("update payment.point_lot set expires_at = now() where id = $1", lot);
    }
    expect(await expirePoints(deps.points, () => false)).toBe(0);
    expect(await expirePoints(deps.points, always)).toBe(3);
    expect(await expirePoints(deps.points, always)).toBe(0);
  });

  test("compares every account with its entries; a planted difference is named, with its member", async () => {
    expect(await comparePoints(deps.pointReads, always)).toEqual({ isWhole: true, found: [] });
    expect(await comparePoints(deps.pointReads, () => false)).toEqual({
      isWhole: false,
      found: [],
    });
    const memberId = newId("member");
    await give(ledger, memberId, 70, "moved-a");
    await give(ledger, memberId, 70, "moved-b");
    await ledger.call("points_hold", "pay_moved", memberId, 10);
    await ledger.call("points_post", "pay_moved");
    // The one thing that the deferred triggers do not see: points moved between two lots of one member.
    await ledger.ask(
      `update payment.point_lot l set remaining = l.remaining + v.n
         from (values ('grant:moved-a', 10), ('grant:moved-b', -10)) as v (id, n) where l.id = v.id`,
    );
    const { found } = await comparePoints(deps.pointReads, always);
    expect(found.map(({ what, ...rest }) => [what, rest.memberId])).toEqual([
      ["remaining of grant:moved-a", memberId],
      ["remaining of grant:moved-b", memberId],
    ]);
  });

  test("notes each difference for people at night, and sweeps in every hour", async () => {
    const notes: string[] = [];
    const work = { ...deps, note: (event: string) => notes.push(event) };
    const hour = { isNight: false, mayGoOn: always };
    expect(await keepPoints(work, hour)).toEqual({ expired: 0, differences: null });
    expect(notes).toEqual([]);
    expect(await keepPoints(work, { ...hour, isNight: true })).toEqual({
      expired: 0,
      differences: 2,
    });
    expect(notes).toEqual(["payment.points_differ", "payment.points_differ"]);
  });
});
