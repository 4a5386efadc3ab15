/** The administration of payments: what is read, and what an administrator does once per key. */
import {
  AdminPaymentDetail,
  AdminPaymentPage,
  AdminRefund,
} from "@edgemart/contracts/payment-admin";
import { DifferencePage } from "@edgemart/contracts/payment-books";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { refundPayment } from "../src/verbs/refund-payment.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { openPaymentOffice, type PaymentOffice } from "./office.ts";
import { attempt, authorise } from "./till.ts";

let office: PaymentOffice;
beforeAll(async () => {
  office = await openPaymentOffice();
}, 60_000);
afterAll(() => office?.stop());

const account = { bank: "88", accountNumber: "110123456789", holderName: "김민아" };

/** A payment of 24,000 won that is confirmed: PAID by card, or waiting for its deposit. */
async function confirmed(more: Parameters<typeof attempt>[0] = {}) {
  const input = attempt(more);
  const { paymentId, reference, cardMinor: amountMinor } = input;
  const opened = await openAttempt(input, office.work());
  const method = more.instrument;
  const paymentKey = await authorise(opened, method ? { method } : {});
  const how = { purpose: "order", paymentId, paymentKey, amountMinor } as const;
  await confirmPayment(how, office.work());
  return { paymentId, reference };
}
/** A payment by card whose refund of 10,000 won was refused. */
async function refused() {
  const payment = await confirmed();
  await office.fault({ match: payment.paymentId, kind: "cancel_refused" });
  return { ...payment, refundId: await refunded(payment.paymentId, "refused") };
}
async function refunded(paymentId: string, state: string, more: object = {}) {
  const id = newId("refund");
  const asked = { id, purpose: "order", paymentId, kind: "owner", cardMinor: 10_000 } as const;
  const rest = { pointAmount: 0, reason: "changed mind", account: undefined, ...more };
  expect((await refundPayment({ ...asked, ...rest }, office.work())).state).toBe(state);
  return id;
}
/** Money in the virtual account of an attempt that ended. */
async function orphaned() {
  const { paymentId } = await confirmed({ instrument: "virtual_account" });
  await office.bank(paymentId, "deposit");
  await office.age(paymentId, "state = 'EXPIRED', next_look_at = null");
  await office.post("/reconcile", today());
  await office.makeDue(paymentId);
  await sweep(office.work(), () => false);
  expect(await office.row(paymentId)).toMatchObject({
    ...{ state: "ORPHANED", attention: "refund_account" },
  });
  return paymentId;
}
function today() {
  const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  return { from: day, to: day };
}
const detail = async (id: string) =>
  AdminPaymentDetail.parse((await office.get(`/api/admin/payments/${id}`)).body);

describe("the list of payments", () => {
  test("has everyone's, newest first, in keyset pages, and each filter", async () => {
    const first = await confirmed();
    const { paymentId, reference, refundId } = await refused();
    const awaiting = await confirmed({ instrument: "virtual_account" });
    const ids = async (query: string) => {
      const { status, body } = await office.get(`/api/admin/payments?${query}`);
      expect([query, status]).toEqual([query, 200]);
      return AdminPaymentPage.parse(body).items.map(({ id }) => id);
    };
    const all = await ids("limit=100");
    expect(all.slice(0, 3)).toEqual([awaiting.paymentId, paymentId, first.paymentId]);
    expect(await ids(`reference=${reference}`)).toEqual([paymentId]);
    expect(await ids(`reference=${refundId}`)).toEqual([paymentId]);
    expect(await ids(`reference=${paymentId}`)).toEqual([paymentId]);
    expect(await ids("status=AWAITING_DEPOSIT&instrument=virtual_account")).toEqual([
      awaiting.paymentId,
    ]);
    expect(await ids("attention=true")).toEqual([paymentId]);
    expect(await ids("purpose=point_charge")).toEqual([]);
    expect(await ids(`memberId=${newId("member")}`)).toEqual([]);
    expect(await ids("from=2100-01-01T00:00:00Z")).toEqual([]);
    expect(await ids("to=2100-01-01T00:00:00Z")).toEqual(all.slice(0, 24));
    const page = await office.get("/api/admin/payments?limit=1");
    const next = await office.get(`/api/admin/payments?limit=1&cursor=${page.body.nextCursor}`);
    expect([page.body.items[0].id, next.body.items[0].id]).toEqual(all.slice(0, 2));
    expect((await office.get("/api/admin/payments?cursor=x")).status).toBe(400);
  });

  test("is no member's, nor is anything else of it", async () => {
    const token = await office.sign(newId("member"), "member");
    const { paymentId } = await confirmed();
    for (const path of ["", "/counts", `/${paymentId}`, "/differences"]) {
      const { status } = await office.get(`/api/admin/payments${path}`, token);
      expect([path, status]).toEqual([path, 403]);
    }
    const key = crypto.randomUUID();
    expect((await office.post("/reconcile", today(), key, token)).status).toBe(403);
  });

  test("counts what waits for people", async () => {
    const before = (await office.get("/api/admin/payments/counts")).body;
    await refused();
    const after = (await office.get("/api/admin/payments/counts")).body;
    expect(after).toEqual({ ...before, refunds: before.refunds + 1 });
  });

  test("one payment is shown with refunds, calls and events, and without a secret", async () => {
    const { paymentId, refundId } = await refused();
    const { body } = await office.get(`/api/admin/payments/${paymentId}`);
    expect(AdminPaymentDetail.parse(body)).toEqual(body);
    expect(body.refunds).toMatchObject([
      {
        id: refundId,
        status: "REFUSED",
        refusal: "REFUND_REJECTED",
        actions: ["account", "by_hand"],
      },
    ]);
    expect(body.events.at(-1)).toMatchObject({ version: 1, name: "opened" });
    const verbs = body.calls.map(({ verb }: { verb: string }) => verb);
    expect(verbs).toEqual(expect.arrayContaining(["confirm", "cancel"]));
    for (const secret of [office.gateway.keys.secretKey, "sealed", "secret"]) {
      expect(JSON.stringify(body)).not.toContain(secret);
    }
    expect((await office.get(`/api/admin/payments/${newId("payment")}`)).status).toBe(404);
  });
});

describe("payments 34: a refused refund", () => {
  test("of a card is asked again under the next key, once, with an audit line", async () => {
    const { paymentId, refundId } = await refused();
    const key = crypto.randomUUID();
    const body = { reason: "The card works again" };
    const again = () => office.post(`/refunds/${refundId}/account`, body, key);
    const { status, body: refund } = await again();
    expect(status).toBe(200);
    expect(AdminRefund.parse(refund)).toMatchObject({ status: "DONE", refusals: 1, byHand: false });
    expect((await again()).body).toEqual(refund);
    expect(await office.atGateway(paymentId)).toMatchObject({ balanceAmount: 14_000 });
    const { calls } = await detail(paymentId);
    const keys = calls.filter(({ verb }) => verb === "cancel").map((call) => call.key);
    expect(keys).toEqual([`refund:${refundId}:1`, `refund:${refundId}:0`]);
    expect(await office.trail(refundId)).toEqual([
      {
        action: "refund.asked_again",
        actor_id: office.admin.id,
        changes: { hasAccount: false, ...body },
      },
    ]);
    const reused = await office.post(`/refunds/${refundId}/account`, { reason: "Other" }, key);
    expect([reused.status, reused.body.code]).toEqual([422, "idempotency_key_reused"]);
  });

  test("payments 43.20: of a deposit needs an account, and a good one is done, not the stored refusal", async () => {
    const { paymentId } = await confirmed({ instrument: "virtual_account" });
    await office.bank(paymentId, "deposit");
    await office.makeDue(paymentId);
    await sweep(office.work(), () => false);
    const wrong = { ...account, bank: "ZZ" };
    const refundId = await refunded(paymentId, "refused", { account: wrong });
    const without = await office.post(`/refunds/${refundId}/account`, { reason: "x" });
    expect([without.status, without.body.code]).toEqual([422, "refund_account_required"]);
    const { status, body } = await office.post(`/refunds/${refundId}/account`, {
      ...{ account, reason: "Another account" },
    });
    expect([status, body.status, body.hasAccount]).toEqual([200, "DONE", false]);
    expect(await office.atGateway(paymentId)).toMatchObject({ balanceAmount: 14_000 });
    expect(JSON.stringify(await office.trail(refundId))).not.toContain(account.accountNumber);
  });

  test("is closed by hand with a note: the gateway's balance stays, and later refunds know it", async () => {
    const { paymentId, refundId } = await refused();
    const note = "Transferred from the bank's own page";
    const { status, body } = await office.post(`/refunds/${refundId}/by-hand`, { note });
    expect([status, body.status, body.byHand, body.note]).toEqual([200, "DONE", true, note]);
    expect(await office.atGateway(paymentId)).toMatchObject({ balanceAmount: 24_000 });
    const { refundedAmount, refundingAmount } = await detail(paymentId);
    expect([refundedAmount.amountMinor, refundingAmount.amountMinor]).toEqual([10_000, 0]);
    await refunded(paymentId, "done", { cardMinor: 14_000 });
    expect(await office.atGateway(paymentId)).toMatchObject({ balanceAmount: 10_000 });
    await office.settled();
    const states = office.sent.map(({ data }) => data as { refundId?: string; state: string });
    expect(states.filter((each) => each.refundId === refundId).map(({ state }) => state)).toEqual([
      ...["REFUSED", "DONE"],
    ]);
    const twice = await office.post(`/refunds/${refundId}/by-hand`, { note });
    expect([twice.status, twice.body.code]).toEqual([409, "refund_not_possible"]);
  });

  test("of which the money was given back otherwise meanwhile is more than is left", async () => {
    const { paymentId, refundId } = await refused();
    await refunded(paymentId, "done", { cardMinor: 20_000 });
    for (const path of ["account", "by-hand"]) {
      const body = path === "account" ? { reason: "x" } : { note: "x" };
      const { status, body: problem } = await office.post(`/refunds/${refundId}/${path}`, body);
      expect([status, problem.code]).toEqual([409, "refund_exceeds_balance"]);
    }
    expect(await office.trail(refundId)).toEqual([]);
  });

  test("of 12 repeats of one key at once one closes it", async () => {
    const { paymentId, refundId } = await refused();
    const key = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        office.post(`/refunds/${refundId}/by-hand`, { note: "once" }, key),
      ),
    );
    // One whose key is being used at this very moment may be asked to come again.
    const statuses = answers.map(({ status }) => status).filter((status) => status !== 503);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await detail(paymentId)).refundedAmount.amountMinor).toBe(10_000);
    expect(await office.trail(refundId)).toHaveLength(1);
  });

  test("no write goes without key, reason and note", async () => {
    const { refundId } = await refused();
    const path = `/refunds/${refundId}/by-hand`;
    const keyless = await office.post(path, { note: "x" }, null);
    expect(keyless.body.code).toBe("idempotency_key_missing");
    for (const body of [{}, { note: "" }, { note: "  " }, { note: "x", more: 1 }]) {
      expect((await office.post(path, body)).status).toBe(422);
    }
    const unknown = await office.post(`/refunds/${newId("refund")}/by-hand`, { note: "x" });
    expect(unknown.status).toBe(404);
  });
});

describe("payments 33, 34: a refund of which nothing is known", () => {
  /** A refund of 10,000 won that the gateway has not answered, sent so many days ago. */
  async function unanswered(days: number) {
    const { paymentId } = await confirmed();
    await office.fault({ match: paymentId, kind: "500_before", on: ["cancel"] });
    const refundId = await refunded(paymentId, "pending");
    await office.database.query(
      `set session_replication_role = replica;
       update payment.refund set updated_at = now() - interval '${days} days' + interval '1 minute' where id = '${refundId}';
       reset session_replication_role`,
    );
    return { paymentId, refundId };
  }
  const byHand = (refundId: string) =>
    office.post(`/refunds/${refundId}/by-hand`, { note: "Transferred from the bank's own page" });

  test("is not closed by hand before 14 days are over, whatever its mark says", async () => {
    const { paymentId, refundId } = await unanswered(14);
    await office.database.query(
      `set session_replication_role = replica;
       update payment.refund set attention = 'refund_unresolved' where id = '${refundId}';
       reset session_replication_role`,
    );
    const refused = await byHand(refundId);
    expect([refused.status, refused.body.code]).toEqual([409, "refund_not_possible"]);
    expect((await detail(paymentId)).refunds).toMatchObject([{ status: "CONFIRMING" }]);
    expect(await office.trail(refundId)).toEqual([]);
  });

  test("is closed by one of five afterwards: DONE, its reserve given back, its owner notified", async () => {
    const { paymentId, refundId } = await unanswered(15);
    expect((await detail(paymentId)).refunds[0]?.actions).toEqual([]);
    await office.makeRefundsDue([paymentId]);
    await sweep(office.work(), () => false);
    expect((await detail(paymentId)).refunds).toMatchObject([
      { status: "CONFIRMING", attention: "refund_unresolved", actions: ["by_hand"] },
    ]);
    // No account is entered for it: the gateway may still have booked it.
    const again = await office.post(`/refunds/${refundId}/account`, { reason: "x" });
    expect([again.status, again.body.code]).toEqual([409, "refund_not_possible"]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => byHand(refundId)));
    const statuses = answers.map(({ status }) => status).filter((status) => status !== 503);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const { refundedAmount, refundingAmount, refunds } = await detail(paymentId);
    expect([refundedAmount.amountMinor, refundingAmount.amountMinor]).toEqual([10_000, 0]);
    expect(refunds).toMatchObject([
      { status: "DONE", byHand: true, attention: null, actions: [], nextLookAt: null },
    ]);
    await office.settled();
    const states = office.sent.map(({ data }) => data as { refundId?: string; state: string });
    expect(states.filter((each) => each.refundId === refundId).map(({ state }) => state)).toEqual([
      "DONE",
    ]);
    expect(await office.trail(refundId)).toMatchObject([{ action: "refund.closed_by_hand" }]);
  });
});

describe("payments 15: money of an ended attempt in a virtual account", () => {
  test("goes back to the account that is entered, and nothing of it is kept", async () => {
    const paymentId = await orphaned();
    expect((await detail(paymentId)).actions).toEqual(["void_account"]);
    const key = crypto.randomUUID();
    const give = () =>
      office.post(`/${paymentId}/void-account`, { account, reason: "On the phone" }, key);
    const { status, body } = await give();
    expect([status, body.status, body.attention, body.hasVoidAccount]).toEqual([
      ...[200, "VOIDED", null, false],
    ]);
    expect(await office.atGateway(paymentId)).toMatchObject({ status: "CANCELED" });
    expect((await give()).body.status).toBe("VOIDED");
    expect(JSON.stringify(await office.row(paymentId))).not.toContain(account.accountNumber);
    expect(await office.trail(paymentId)).toMatchObject([
      { action: "payment.void_account_given", changes: { reason: "On the phone" } },
    ]);
  });

  test("with a wrong account waits for another one, which is asked under another key", async () => {
    const paymentId = await orphaned();
    const give = (bank: string) =>
      office.post(`/${paymentId}/void-account`, { account: { ...account, bank }, reason: "x" });
    const wrong = await give("ZZ");
    expect([wrong.status, wrong.body.status, wrong.body.attention]).toEqual([
      ...[202, "ORPHANED", "refund_account"],
    ]);
    const right = await give("88");
    expect([right.status, right.body.status]).toEqual([200, "VOIDED"]);
  });

  test("whose answer is lost is finished by the clock", async () => {
    const paymentId = await orphaned();
    await office.fault({ match: paymentId, kind: "cancel_timeout_after" });
    await office.fault({ match: paymentId, kind: "500_before", on: ["look"] });
    const given = await office.post(`/${paymentId}/void-account`, { account, reason: "x" });
    expect([given.status, given.body.hasVoidAccount]).toEqual([202, true]);
    await office.makeDue(paymentId);
    await sweep(office.work(), () => false);
    expect(await detail(paymentId)).toMatchObject({ status: "VOIDED", hasVoidAccount: false });
  });

  test("what is not that has no such account", async () => {
    const { paymentId } = await confirmed();
    const given = await office.post(`/${paymentId}/void-account`, { account, reason: "x" });
    expect([given.status, given.body.code]).toEqual([409, "refund_not_possible"]);
  });
});

describe("payments 37: differences", () => {
  test("are listed, open ones by default, and closed by a note, once", async () => {
    const { paymentId } = await confirmed();
    await office.age(paymentId, "paid_at = now() - interval '3 days'");
    const day = new Date(Date.now() + 9 * 3_600_000 - 3 * 86_400_000).toISOString().slice(0, 10);
    // The gateway's day has no such charge, but it knows the payment: no difference.
    const { body: quiet } = await office.post("/reconcile", { from: day, to: day });
    expect(quiet).toEqual({
      days: [{ day, isComplete: true, transactions: 0, looked: 1, differences: 0 }],
      next: null,
    });
    const never = attempt();
    await openAttempt(never, office.work());
    await office.age(never.paymentId, "state = 'PAID', paid_at = now()");
    const { body: found } = await office.post("/reconcile", today());
    expect(found.days).toMatchObject([{ isComplete: true, differences: 1 }]);
    const open = DifferencePage.parse((await office.get("/api/admin/payments/differences")).body);
    const mine = open.items.find((each) => each.paymentId === never.paymentId);
    expect(mine).toMatchObject({ kind: "not_at_gateway", closedAt: null });
    const close = (note: string) => office.post(`/differences/${mine?.id}/close`, { note });
    const closed = await close("A test row");
    expect([closed.status, closed.body.closedBy, closed.body.note]).toEqual([
      ...[200, office.admin.id, "A test row"],
    ]);
    expect((await close("Another note")).body.note).toBe("A test row");
    const list = await office.get("/api/admin/payments/differences?status=closed");
    expect(list.body.items.map(({ id }: { id: string }) => id)).toContain(mine?.id);
    expect((await detail(never.paymentId)).differences).toMatchObject([{ id: mine?.id }]);
    expect((await office.post("/differences/999999/close", { note: "x" })).status).toBe(404);
  });

  test("days are at most 31, in order, and of the calendar", async () => {
    for (const body of [
      { from: "2026-11-02", to: "2026-11-01" },
      { from: "2026-10-01", to: "2026-11-01" },
      { from: "2026-02-30", to: "2026-03-01" },
      { from: "2026-11-01" },
    ]) {
      expect((await office.post("/reconcile", body)).status).toBe(422);
    }
    const { body } = await office.post("/reconcile", { from: "2026-10-01", to: "2026-10-31" });
    expect([body.days.length, body.next]).toEqual([31, null]);
  });
});

test("an attention that was dealt with is cleared with a note", async () => {
  const { paymentId } = await confirmed();
  await office.age(paymentId, "attention = 'deposit_reversed'");
  expect((await detail(paymentId)).actions).toEqual(["clear_attention"]);
  const { status, body } = await office.post(`/${paymentId}/attention`, { note: "Written off" });
  expect([status, body.attention, body.status]).toEqual([200, null, "PAID"]);
  const again = await office.post(`/${paymentId}/attention`, { note: "Written off" });
  expect([again.status, again.body.code]).toEqual([409, "refund_not_possible"]);
});

describe("payments 35: the transfer of a deposit's refund", () => {
  /** A refund of a deposit that the gateway has booked, two days later. */
  async function transferred(accountNumber: string) {
    const { paymentId } = await confirmed({ instrument: "virtual_account" });
    await office.bank(paymentId, "deposit");
    await office.makeDue(paymentId);
    await sweep(office.work(), () => false);
    const refundId = await refunded(paymentId, "done", { account: { ...account, accountNumber } });
    return { paymentId, refundId };
  }
  const look = async (paymentId: string) => {
    await office.makeRefundsDue([paymentId]);
    await sweep(office.work(), () => false);
    return (await detail(paymentId)).refunds[0];
  };

  test("is looked at when it should have arrived, again while it is under way, and then no more", async () => {
    const { paymentId } = await transferred(account.accountNumber);
    const [first] = (await detail(paymentId)).refunds;
    expect(first?.settlesAt).toBe(first?.nextLookAt);
    expect(await look(paymentId)).toMatchObject({ status: "DONE", attention: null });
    expect((await look(paymentId))?.nextLookAt).not.toBeNull();
    await office.advance(2 * 86_400 + 60);
    expect(await look(paymentId)).toMatchObject({ status: "DONE", nextLookAt: null });
  });

  test("that failed leaves DONE, is shown to people, and is noted when it was made by hand", async () => {
    const { paymentId, refundId } = await transferred("00000000000");
    await office.advance(2 * 86_400 + 60);
    const failed = await look(paymentId);
    expect(failed).toMatchObject({
      ...{ status: "DONE", attention: "transfer_failed", actions: ["by_hand"], nextLookAt: null },
    });
    const { status, body } = await office.post(`/refunds/${refundId}/by-hand`, { note: "Bank" });
    expect([status, body.status, body.attention, body.note]).toEqual([200, "DONE", null, "Bank"]);
    // The gateway has booked it: what it holds is less by it, and a later refund knows.
    expect(body.byHand).toBe(false);
    await refunded(paymentId, "done", { cardMinor: 14_000, account });
    expect(await office.atGateway(paymentId)).toMatchObject({ balanceAmount: 0 });
  });
});
