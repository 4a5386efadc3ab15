/** Points that are bought and paid back, over HTTP, with the local payment gateway. */
import { Payment, Refund } from "@edgemart/contracts/payment";
import { PointBalance } from "@edgemart/contracts/points";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shopAtGateway } from "../../../../tools/local/payment-gateway/shopper.ts";
import { app } from "../../src/app.ts";
import { sweep } from "../../src/verbs/sweep.ts";
import { startTill, type Till } from "../till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(async () => {
  const rows = await till.database.query("select * from payment.points_differences('', 100000)");
  expect(rows).toEqual([]);
  await till.stop();
});

const left: Promise<unknown>[] = [];
const execution = {
  waitUntil: (work: Promise<unknown>) => void left.push(work),
  passThroughOnException: () => undefined,
  props: {},
};
async function post(
  token: string,
  path: string,
  body: object = {},
  env: object = till.env,
  key?: string,
) {
  const response = await app.request(
    `/api/points/charge${path}`,
    {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        ...(key !== undefined && { "idempotency-key": key }),
      },
      body: JSON.stringify(body),
    },
    env,
    execution as never,
  );
  await Promise.all(left.splice(0));
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every shape
  const answer = (await response.json()) as any;
  // What the gateway does not keep under the key, because the same request may run again.
  const mayRunAgain = response.headers.get("idempotency-outcome") === "not-executed";
  return { status: response.status, body: answer, mayRunAgain };
}
async function member() {
  const id = newId("member");
  return { id, token: await till.sign(id, "member") };
}
const account = async (id: string) => {
  const [row] = await till.database.query<{ balance: number; held: number }>(
    "select balance::int, held::int from payment.point_account where member_id = $1",
    [id],
  );
  return row ?? { balance: 0, held: 0 };
};
/** Opens a charge and authorises it on the gateway's page. */
async function authorised(token: string, amount: number) {
  const opened = await post(token, "", { amount });
  expect(opened.status).toBe(201);
  const { id, next } = Payment.parse(opened.body);
  if (next?.type !== "redirect") throw new Error("no page");
  const { url } = await shopAtGateway(next.url);
  const pgToken = url.searchParams.get("paymentKey") ?? "";
  return { paymentId: id, amount, pgToken };
}
async function bought(token: string, amount: number) {
  const charge = await authorised(token, amount);
  expect((await post(token, "", charge)).status).toBe(200);
  return charge.paymentId;
}

describe("points 3: a charge", () => {
  test("is opened, paid at the gateway's page and confirmed; the points come with PAID", async () => {
    const { id, token } = await member();
    const charge = await authorised(token, 30_000);
    expect(await account(id)).toEqual({ balance: 0, held: 0 });
    const { status, body } = await post(token, "", charge);
    expect(status).toBe(200);
    expect(Payment.parse(body)).toMatchObject({ purpose: "point_charge", status: "PAID" });
    expect(await account(id)).toEqual({ balance: 30_000, held: 0 });
    const [lot] = await till.database.query(
      `select origin, expires_at = payment.points_day_end(now(), 1826) as is_so
         from payment.point_lot where member_id = $1`,
      [id],
    );
    expect(lot).toEqual({ origin: "charged", is_so: true });
    expect(await till.atGateway(charge.paymentId)).toMatchObject({ status: "DONE" });
  });

  test("points 24.12: confirmed 10 times at once is one CHARGE", async () => {
    const { id, token } = await member();
    const charge = await authorised(token, 5_000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(token, "", charge)));
    for (const { status } of answers) expect([200, 202]).toContain(status);
    expect((await post(token, "", charge)).status).toBe(200);
    expect(await account(id)).toEqual({ balance: 5_000, held: 0 });
  });

  test("points 24.13: timed out after charging: the clock finds the money, and gives the points", async () => {
    const { id, token } = await member();
    const charge = await authorised(token, 7_000);
    await till.fault({ match: charge.paymentId, kind: "timeout_after" });
    expect((await post(token, "", charge)).status).toBe(202);
    expect(await account(id)).toEqual({ balance: 0, held: 0 });
    await till.clearFaults();
    await till.makeDue(charge.paymentId);
    await sweep(till.work(), () => false);
    await till.settled();
    expect(await account(id)).toEqual({ balance: 7_000, held: 0 });
  });

  test("another amount, another member's charge and an unknown key are refused", async () => {
    const [one, other] = [await member(), await member()];
    const charge = await authorised(one.token, 9_000);
    const wrong = await post(one.token, "", { ...charge, amount: 9_001 });
    expect([wrong.status, wrong.body.code]).toEqual([422, "payment_amount_mismatch"]);
    expect((await post(other.token, "", charge)).status).toBe(404);
    const unknown = await post(one.token, "", { ...charge, pgToken: "no_such_key" });
    expect([unknown.status, unknown.body.detail]).toEqual([402, "key_unknown"]);
    expect((await post(one.token, "", charge)).status).toBe(200);
  });

  test("less than 1 000, more than 1 000 000, halves and text are refused", async () => {
    const { token } = await member();
    for (const amount of [999, 1_000_001]) {
      const { status, body } = await post(token, "", { amount });
      expect([amount, status, body.code]).toEqual([amount, 422, "points_limit"]);
    }
    for (const amount of [0, -1, 1000.5, "1000", null]) {
      const { status, body } = await post(token, "", { amount });
      expect([amount, status, body.code]).toEqual([amount, 422, "validation_failed"]);
    }
  });

  test("points 24.15: 10 parallel charges never pass the limit of a balance; the ones too many are 422", async () => {
    const { id, token } = await member();
    await bought(token, 400_000);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(token, "", { amount: 400_000 })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ body }) => body.code)).toEqual(Array(6).fill("points_limit"));
    const [row] = await till.database.query(
      "select count(*)::int as n from payment.payment where member_id = $1",
      [id],
    );
    expect(row).toEqual({ n: 5 });
  });

  test("where points are not sold there is nothing at the address", async () => {
    const { token } = await member();
    const off = { ...till.env, POINTS_CHARGE: "off" };
    expect((await post(token, "", { amount: 5_000 }, off)).status).toBe(404);
  });
});

describe("points 4: a charge is paid back", () => {
  test("while it is entire: the money goes back, once however often it is asked", async () => {
    const { id, token } = await member();
    const paymentId = await bought(token, 20_000);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(token, `/${paymentId}/cancel`)),
    );
    for (const { status } of answers) expect([200, 202]).toContain(status);
    const again = await post(token, `/${paymentId}/cancel`);
    expect(again.status).toBe(200);
    expect(Refund.parse(again.body)).toMatchObject({ status: "DONE" });
    expect(await account(id)).toEqual({ balance: 0, held: 0 });
    expect(await till.atGateway(paymentId)).toMatchObject({ status: "CANCELED", balanceAmount: 0 });
    const refunds = await till.database.query("select from payment.refund where payment_id = $1", [
      paymentId,
    ]);
    expect(refunds).toHaveLength(1);
  });

  test("not once a point of it is spent or held, and nothing is written", async () => {
    const { id, token } = await member();
    const paymentId = await bought(token, 20_000);
    await till.database.query("select payment.points_hold('pay_held', $1, 1)", [id]);
    const held = await post(token, `/${paymentId}/cancel`);
    expect([held.status, held.body.code]).toEqual([409, "refund_not_possible"]);
    await till.database.query("select payment.points_post('pay_held')");
    expect((await post(token, `/${paymentId}/cancel`)).status).toBe(409);
    expect(await account(id)).toEqual({ balance: 19_999, held: 0 });
    expect(
      await till.database.query("select from payment.refund where payment_id = $1", [paymentId]),
    ).toEqual([]);
  });

  test("its points are not spent while the gateway has not answered, and free when it refuses", async () => {
    const { id, token } = await member();
    const paymentId = await bought(token, 20_000);
    await till.fault({ match: paymentId, kind: "cancel_timeout_after" });
    expect((await post(token, `/${paymentId}/cancel`)).status).toBe(202);
    expect(await account(id)).toEqual({ balance: 20_000, held: 20_000 });
    const [use] = await till.database.query<{ answer: string }>(
      "select payment.points_hold('pay_meanwhile', $1, 1) as answer",
      [id],
    );
    expect(use?.answer).toBe("insufficient");
    await till.clearFaults();
    await till.database.query(
      "update payment.refund set next_look_at = now() - interval '1 second' where payment_id = $1",
      [paymentId],
    );
    await sweep(till.work(), () => false);
    await till.settled();
    expect(await account(id)).toEqual({ balance: 0, held: 0 });

    const refused = await bought(token, 10_000);
    await till.fault({ match: refused, kind: "cancel_refused" });
    const answer = await post(token, `/${refused}/cancel`);
    expect([answer.status, answer.body.code]).toEqual([409, "refund_not_possible"]);
    await till.clearFaults();
    expect(await account(id)).toEqual({ balance: 10_000, held: 0 });
  });

  test("another member's charge, an open one and an order's payment are not paid back", async () => {
    const [one, other] = [await member(), await member()];
    const paymentId = await bought(one.token, 3_000);
    expect((await post(other.token, `/${paymentId}/cancel`)).status).toBe(404);
    const open = await post(one.token, "", { amount: 3_000 });
    expect((await post(one.token, `/${open.body.id}/cancel`)).status).toBe(409);
    expect((await post(one.token, `/${newId("payment")}/cancel`)).status).toBe(404);
  });
});

describe("points 23: the balance says what can be bought and paid back", () => {
  const balance = async (token: string, env: object = till.env) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await app.request("/api/points/balance", { headers }, env, execution as never);
    const { chargeable, charges } = PointBalance.parse(await answer.json());
    return { chargeable, charges: charges.map(({ paymentId }) => paymentId) };
  };

  test("at most 1 000 000 at once, less where balance and open charges leave less, 0 below the least charge", async () => {
    const { token } = await member();
    expect(await balance(token)).toEqual({ chargeable: 1_000_000, charges: [] });
    await post(token, "", { amount: 1_000_000 });
    await post(token, "", { amount: 300_000 });
    expect((await balance(token)).chargeable).toBe(700_000);
    await post(token, "", { amount: 699_500 });
    expect((await balance(token)).chargeable).toBe(0);
  });

  test("nothing can be bought where points are not sold, and what was bought before can be paid back", async () => {
    const { token } = await member();
    const paymentId = await bought(token, 2_000);
    const off = { ...till.env, POINTS_CHARGE: "off" };
    expect(await balance(token, off)).toEqual({ chargeable: 0, charges: [paymentId] });
  });

  test("a charge is listed while it is entire: not once a point of it is held", async () => {
    const { id, token } = await member();
    const [first, second] = [await bought(token, 2_000), await bought(token, 3_000)];
    expect((await balance(token)).charges).toEqual([second, first]);
    await till.database.query("select payment.points_hold($2, $1, 1)", [id, newId("payment")]);
    expect((await balance(token)).charges).toEqual([second]);
  });
});

describe("points 3: a charge under a key", () => {
  const opened = async (id: string) =>
    (
      await till.database.query<{ n: number }>(
        "select count(*)::int as n from payment.payment where member_id = $1",
        [id],
      )
    )[0]?.n;

  test("posted 12 times, one after the other and at once, is one charge", async () => {
    const { id, token } = await member();
    const [key, body] = [crypto.randomUUID(), { amount: 5_000 }];
    const first = await post(token, "", body, till.env, key);
    expect(first.status).toBe(201);
    const later = await Promise.all(
      Array.from({ length: 11 }, () => post(token, "", body, till.env, key)),
    );
    expect(new Set(later.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(later.map(({ body: { id: paymentId } }) => paymentId))).toEqual(
      new Set([first.body.id]),
    );
    expect(await opened(id)).toBe(1);
    const fresh = await member();
    const at = crypto.randomUUID();
    const raced = await Promise.all(
      Array.from({ length: 12 }, () => post(fresh.token, "", body, till.env, at)),
    );
    // One whose key is being used at this very moment may be asked to come again.
    const statuses = raced.map(({ status }) => status).filter((status) => status !== 503);
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(await opened(fresh.id)).toBe(1);
  });

  test("with another amount is refused, another member's key is another key, and without one two are two", async () => {
    const [one, other] = [await member(), await member()];
    const key = crypto.randomUUID();
    expect((await post(one.token, "", { amount: 5_000 }, till.env, key)).status).toBe(201);
    const reused = await post(one.token, "", { amount: 6_000 }, till.env, key);
    expect([reused.status, reused.body.code]).toEqual([422, "idempotency_key_reused"]);
    expect((await post(other.token, "", { amount: 6_000 }, till.env, key)).status).toBe(201);
    await post(other.token, "", { amount: 6_000 });
    expect([await opened(one.id), await opened(other.id)]).toEqual([1, 2]);
  });

  test("that was refused leaves the key free", async () => {
    const { id, token } = await member();
    const key = crypto.randomUUID();
    const limited = { ...till.env, POINTS_BALANCE_MAX: "4000" };
    const refused = await post(token, "", { amount: 5_000 }, limited, key);
    expect([refused.status, refused.body.code]).toEqual([422, "points_limit"]);
    expect((await post(token, "", { amount: 5_000 }, till.env, key)).status).toBe(201);
    expect(await opened(id)).toBe(1);
  });

  test("what is not known yet is kept under no key: the same request runs again and finds the points", async () => {
    const { token } = await member();
    const charge = await authorised(token, 7_000);
    await till.fault({ match: charge.paymentId, kind: "timeout_after" });
    const key = crypto.randomUUID();
    const unknown = await post(token, "", charge, till.env, key);
    expect([unknown.status, unknown.mayRunAgain]).toEqual([202, true]);
    await till.clearFaults();
    await till.makeDue(charge.paymentId);
    const known = await post(token, "", charge, till.env, key);
    expect([known.status, known.mayRunAgain]).toEqual([200, false]);
    const wrong = await authorised(token, 7_000);
    const key404 = await post(token, "", { ...wrong, pgToken: "no_such_key" }, till.env, key);
    expect([key404.status, key404.mayRunAgain]).toEqual([402, true]);
  });
});
