/** Points over HTTP: what members and administrators read, and what an administrator gives and takes. */
import { PointBalance, PointHistory, PointLedger } from "@edgemart/contracts/points";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { give } from "./ledger.ts";
import { type Office, openOffice, STANDING } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(async () => {
  expect(await office.differences()).toEqual([]);
  await office.stop();
});
afterEach(() => {
  STANDING.of = () => ({ role: "admin", status: "active" });
});

const get = (path: string, token: string) => office.send("GET", path, token);
const adjust = (body: object, key: string = crypto.randomUUID()) =>
  office.send("POST", "/api/admin/points/adjust", office.admin, body, { "idempotency-key": key });

/** A member who was given 1 000, paid 300, got 100 back, and earns 40. */
async function shopper() {
  const member = await office.newMember();
  await give(office, member.id, 1000, `shopper-${member.id}`, 20);
  const [pay, order] = [newId("payment"), newId("order")];
  await office.call("points_hold", pay, member.id, 300);
  await office.call("points_post", pay);
  await office.call("points_return", newId("refund"), pay, 100);
  await office.call("points_hold", newId("payment"), member.id, 50);
  await office.call("points_earn", order, member.id, 1, 40, "2026-12-20T15:00:00Z");
  return { ...member, pay, order };
}

describe("points 1: balance", () => {
  test("shows what there is, what can be spent, what is pending, held and about to expire, and the newest lines", async () => {
    const { id, token, pay, order } = await shopper();
    const { status, body } = await get("/api/points/balance", token);
    expect(status).toBe(200);
    expect(PointBalance.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      memberId: id,
      balance: 800,
      held: 50,
      available: 750,
      owed: 0,
      pendingTotal: 40,
      pending: [{ amount: 40, due: "2026-12-20T15:00:00.000Z", orderId: order }],
    });
    expect(body.expiring.map(({ amount }: { amount: number }) => amount)).toEqual([750]);
    expect(
      body.histories.map((line: Record<string, unknown>) => [
        line.type,
        line.reason,
        line.amount,
        line.balanceAfter,
      ]),
    ).toEqual([
      ["REFUND", "given_back", 100, 800],
      ["USE", "spent", -300, 700],
      ["ADJUST", "granted", 1000, 1000],
    ]);
    expect(body.histories[1]).toMatchObject({ referenceType: "PAYMENT", referenceId: pay });
  });

  test("of a member who never had points is empty, and makes no account", async () => {
    const { id, token } = await office.newMember();
    const { body } = await get("/api/points/balance", token);
    expect(body).toEqual({
      ...{ memberId: id, balance: 0, available: 0, held: 0, owed: 0, pendingTotal: 0 },
      ...{ pending: [], expiring: [], histories: [], chargeable: 1_000_000, charges: [] },
    });
    expect(await office.ask("select from payment.point_account where member_id = $1", id)).toEqual(
      [],
    );
  });

  test("shows 20 lines at most, the newest", async () => {
    const { id, token } = await office.newMember();
    for (let n = 1; n <= 23; n++) await give(office, id, n, `many-${id}-${n}`);
    const { body } = await get("/api/points/balance", token);
    expect(body.histories.map(({ amount }: { amount: number }) => amount)).toEqual(
      Array.from({ length: 20 }, (_, n) => 23 - n),
    );
  });
});

describe("points 1, 2: history", () => {
  test("pages hold every line once, newest first, and the chain adds up", async () => {
    const { id, token } = await office.newMember();
    for (let n = 1; n <= 11; n++) await give(office, id, n * 10, `page-${id}-${n}`);
    const lines: { amount: number; balanceAfter: number }[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const at: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { status, body } = await get(`/api/points/history?limit=4${at}`, token);
      expect(status).toBe(200);
      expect(PointHistory.parse(body)).toEqual(body);
      lines.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(lines).toHaveLength(11);
    for (const [place, line] of lines.entries()) {
      expect(line.balanceAfter).toBe((lines[place + 1]?.balanceAfter ?? 0) + line.amount);
    }
  });

  test("of one type holds that type alone", async () => {
    const { token } = await shopper();
    const { body } = await get("/api/points/history?type=USE", token);
    expect(body.items.map(({ type }: { type: string }) => type)).toEqual(["USE"]);
  });

  test("a wrong type, limit or cursor is refused", async () => {
    const { token } = await office.newMember();
    for (const query of [
      "type=GIFT",
      "type=use",
      "limit=0",
      "limit=101",
      "cursor=x",
      "cursor=MA",
    ]) {
      const { status, body } = await get(`/api/points/history?${query}`, token);
      expect([query, status, body.code]).toEqual([query, 400, "invalid_query"]);
    }
  });

  test("points 24.3: a member reads its own points, whatever it asks for", async () => {
    const [victim, thief] = [await shopper(), await office.newMember()];
    const { body } = await get(`/api/points/balance?memberId=${victim.id}`, thief.token);
    expect([body.memberId, body.balance]).toEqual([thief.id, 0]);
    const history = await get(`/api/points/history?memberId=${victim.id}`, thief.token);
    expect(history.body.items).toEqual([]);
    for (const path of [`members/${victim.id}`, `members/${victim.id}/ledger`]) {
      expect((await get(`/api/admin/points/${path}`, thief.token)).status).toBe(403);
    }
  });
});

describe("points 6: administration", () => {
  test("gives and takes, with an audit line, and the member sees why", async () => {
    const { id, token } = await office.newMember();
    const given = await adjust({ memberId: id, amount: 700, reason: "Sorry for the delay" });
    expect([given.status, given.body.type, given.body.amount, given.body.balanceAfter]).toEqual([
      ...[201, "ADJUST", 700, 700],
    ]);
    const taken = await adjust({ memberId: id, amount: -200, reason: "A mistake" });
    expect([taken.status, taken.body.amount, taken.body.balanceAfter]).toEqual([201, -200, 500]);
    const { body } = await get("/api/points/history", token);
    expect(
      body.items.map((line: Record<string, unknown>) => [line.reason, line.description]),
    ).toEqual([
      ["adjusted", "A mistake"],
      ["adjusted", "Sorry for the delay"],
    ]);
    const audit = await office.ask(
      "select action, changes from payment.audit_event where subject_id = $1 order by id",
      id,
    );
    expect(audit).toEqual([
      { action: "points.adjusted", changes: { amount: 700, reason: "Sorry for the delay" } },
      { action: "points.adjusted", changes: { amount: -200, reason: "A mistake" } },
    ]);
  });

  test("of 12 parallel repeats of one key one moves points, and all are answered its line", async () => {
    const { id } = await office.newMember();
    const key = crypto.randomUUID();
    const body = { memberId: id, amount: 90, reason: "Once" };
    const answers = await Promise.all(Array.from({ length: 12 }, () => adjust(body, key)));
    const done = answers.filter(({ status }) => status === 201);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map(({ body: line }) => line.id)).size).toBe(1);
    expect((await adjust(body, key)).body.id).toBe(done[0]?.body.id);
    expect((await office.account(id)).balance).toBe(90);
    const reused = await adjust({ ...body, amount: 91 }, key);
    expect([reused.status, reused.body.code]).toEqual([422, "idempotency_key_reused"]);
    expect(
      await office.ask("select from payment.audit_event where subject_id = $1", id),
    ).toHaveLength(1);
  });

  test("points 24.14: below zero is refused, and says what can be taken", async () => {
    const { id } = await office.newMember();
    await give(office, id, 100, `below-${id}`);
    await office.call("points_hold", newId("payment"), id, 30);
    const key = crypto.randomUUID();
    const refused = await adjust({ memberId: id, amount: -71, reason: "Too much" }, key);
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      "points_insufficient",
      "70 points can be taken.",
    ]);
    // What was refused leaves its key unused.
    expect((await adjust({ memberId: id, amount: -70, reason: "Fine" }, key)).status).toBe(201);
  });

  test("points of a member there is not are not given", async () => {
    STANDING.of = (id) => (id.endsWith("x") ? null : { role: "admin", status: "active" });
    const memberId = `${newId("member").slice(0, -1)}x`;
    const { status, body } = await adjust({ memberId, amount: 10, reason: "Nobody" });
    expect([status, body.code]).toEqual([404, "not_found"]);
  });

  test("0, half a point, text, too much and an unknown field are refused", async () => {
    const { id } = await office.newMember();
    const wrong = [0, 0.5, "1", 1_000_000_001, null];
    for (const amount of wrong) {
      const { status } = await adjust({ memberId: id, amount, reason: "x" });
      expect([amount, status]).toEqual([amount, 422]);
    }
    for (const more of [{ reason: "" }, { reason: "x", balance: 1 }, { memberId: "mem_1" }]) {
      expect((await adjust({ memberId: id, amount: 1, reason: "x", ...more })).status).toBe(422);
    }
  });

  test("an administrator who is none any more gives nothing", async () => {
    const { id } = await office.newMember();
    STANDING.of = () => ({ role: "member", status: "active" });
    expect((await adjust({ memberId: id, amount: 1, reason: "x" })).status).toBe(403);
  });

  test("reads a member's points, and the ledger with both sides and lots", async () => {
    const { id } = await shopper();
    const balance = await get(`/api/admin/points/members/${id}`, office.admin);
    expect([balance.status, balance.body.balance]).toEqual([200, 800]);
    const { body } = await get(`/api/admin/points/members/${id}/ledger`, office.admin);
    expect(PointLedger.parse(body)).toEqual(body);
    expect(body.items.map((line: Record<string, unknown>) => [line.account, line.lots])).toEqual([
      ["redemption", []],
      ["redemption", [{ id: `grant:shopper-${id}`, amount: 300, returned: 100 }]],
      ["adjustment", []],
    ]);
  });
});
