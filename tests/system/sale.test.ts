/** The sale of seats through the gateway: held, reserved, paid, tickets; races on a real PostgreSQL, the local payment gateway. */
import type { Reservation, ReservationPayment } from "@edgemart/contracts/reservation";
import type { SeatHold, SeatMap } from "@edgemart/contracts/seats";
import { payAtGateway, query } from "@edgemart/testkit/operations/order-calls";
import { eventOnSale } from "@edgemart/testkit/operations/seat-calls";
import { Setup } from "@edgemart/testkit/operations/setup";
import { api, newMember } from "@edgemart/testkit/system";
import { beforeAll, describe, expect, test } from "vitest";

let setup: Setup;
beforeAll(() => {
  setup = new Setup();
});

interface Said {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  body: any;
}
async function ask(
  token: string | undefined,
  path: string,
  json?: unknown,
  key: string = crypto.randomUUID(),
): Promise<Said> {
  const method = json === undefined ? "GET" : "POST";
  const headers: Record<string, string> = json === undefined ? {} : { "idempotency-key": key };
  const answer = await api(path, { method, headers, json, token });
  return { status: answer.status, body: await answer.json() };
}
const seat = (index: number) => `s01-${String(index).padStart(4, "0")}`;
const PRICE = 110_000;

/** A member who holds seats of an event. */
async function holding(event: string, seats: number[]) {
  const { accessToken: token, id: member } = await newMember();
  const held = await ask(token, "/api/seats/holds", { event, seats: seats.map(seat) });
  if (held.status !== 201) throw new Error(JSON.stringify(held.body));
  const { id: hold } = held.body as SeatHold;
  const pledge = { event, holds: [hold], expectedTotal: PRICE * seats.length };
  return { token, member, hold, pledge };
}
async function reserved(event: string, seats: number[]) {
  const held = await holding(event, seats);
  const answer = await ask(held.token, "/api/reservations", held.pledge);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return { ...held, reservation: answer.body as Reservation };
}
async function opened(event: string, seats: number[]) {
  const made = await reserved(event, seats);
  const paid = await ask(made.token, "/api/reservations/pay", {
    reservationId: made.reservation.id,
  });
  expect([paid.status, paid.body.code]).toEqual([201, undefined]);
  return { ...made, payment: paid.body as ReservationPayment };
}
const grantPoints = (memberId: string, amount: number) =>
  setup.ask("/api/admin/points/adjust", { json: { memberId, amount, reason: "For a test" } });
const next = ({ next: to }: ReservationPayment) => (to?.type === "redirect" ? to.url : "");
const free = async (event: string) =>
  ((await (await api(`/api/seats/map/${event}`)).json()) as SeatMap).sections[0]?.free;

describe("ticketing 40–43, 53: event on sale → hold → reservation → paid → tickets", () => {
  test("is paid once, by card, and has a ticket for each seat with the event's next serials", async () => {
    const { id: event } = await eventOnSale(setup);
    const { payment, reservation, token } = await opened(event, [0, 1]);
    expect([reservation.state, reservation.total.amountMinor]).toEqual(["PENDING", 2 * PRICE]);
    expect(payment.reservation.isBeingPaid).toBe(true);
    const again = await ask(token, "/api/reservations/pay", { reservationId: reservation.id });
    expect([again.status, again.body.paymentId]).toEqual([200, payment.paymentId]);
    const paymentKey = await payAtGateway(next(payment));
    const confirm = { paymentId: payment.paymentId, paymentKey, amount: 2 * PRICE };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask(token, "/api/reservations/confirm", confirm)),
    );
    expect(answers.every(({ status }) => status === 200 || status === 202)).toBe(true);
    const now = (await ask(token, `/api/reservations/${reservation.id}`)).body as Reservation;
    expect([now.state, now.tickets.map(({ serial }) => serial)]).toEqual(["CONFIRMED", [1, 2]]);
    // Another browser brings the key again: it is answered the state alone.
    const stranger = await ask(undefined, "/api/reservations/confirm", confirm);
    expect(stranger.body).toEqual({ id: reservation.id, state: "CONFIRMED" });
    const tickets = await ask(token, "/api/tickets");
    expect(tickets.body.items).toHaveLength(2);
    expect(await free(event)).toBe(38);
    const second = await opened(event, [2]);
    await ask(second.token, "/api/reservations/confirm", {
      paymentId: second.payment.paymentId,
      paymentKey: await payAtGateway(next(second.payment)),
      amount: PRICE,
    });
    const third = (await ask(second.token, "/api/tickets")).body.items;
    expect(third.map(({ serial }: { serial: number }) => serial)).toEqual([3]);
  });

  test("N 18, 22: a total that is not that of the hold, another's payment, a smaller amount", async () => {
    const { id: event } = await eventOnSale(setup);
    const held = await holding(event, [0]);
    const cheap = await ask(held.token, "/api/reservations", { ...held.pledge, expectedTotal: 1 });
    expect([cheap.status, cheap.body.code]).toEqual([409, "price_changed"]);
    const { payment, token } = await opened(event, [5]);
    const paymentKey = await payAtGateway(next(payment));
    const less = { paymentId: payment.paymentId, paymentKey, amount: PRICE - 1 };
    const refused = await ask(token, "/api/reservations/confirm", less);
    expect([refused.status, refused.body.code]).toEqual([422, "payment_amount_mismatch"]);
    const right = await ask(token, "/api/reservations/confirm", { ...less, amount: PRICE });
    expect([right.status, right.body.state]).toEqual([200, "CONFIRMED"]);
  });

  test("N 19, 20, 21: another's hold, a repeated pledge, one key for two things, a hold that was given back", async () => {
    const { id: event } = await eventOnSale(setup);
    const [one, other] = [await holding(event, [0]), await holding(event, [1])];
    const foreign = await ask(other.token, "/api/reservations", one.pledge);
    expect([foreign.status, foreign.body.code]).toEqual([410, "hold_expired"]);
    const key = crypto.randomUUID();
    const both = await Promise.all([
      ask(one.token, "/api/reservations", one.pledge, key),
      ask(one.token, "/api/reservations", one.pledge, key),
    ]);
    const ids = new Set(both.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const reused = await ask(
      one.token,
      "/api/reservations",
      { ...one.pledge, expectedTotal: 2 },
      key,
    );
    expect([reused.status, reused.body.code]).toEqual([422, "idempotency_key_reused"]);
    const released = await api(`/api/seats/holds/${one.hold}?event=${event}`, {
      ...{ method: "DELETE", token: one.token },
    });
    expect([released.status, (await released.json()).code]).toEqual([409, "reservation_over"]);
  });
});

describe("ticketing 45, 49: what is not paid", () => {
  test("given up before and while it is paid, its seats are free at once; after that its page pays nothing", async () => {
    const { id: event } = await eventOnSale(setup);
    const plain = await reserved(event, [0, 1]);
    expect(await free(event)).toBe(38);
    const cancel = (token: string, id: string) => ask(token, `/api/reservations/${id}/cancel`, {});
    expect((await cancel(plain.token, plain.reservation.id)).body.state).toBe("CANCELLED");
    expect(await free(event)).toBe(40);
    const begun = await opened(event, [3]);
    const paymentKey = await payAtGateway(next(begun.payment));
    const given = await cancel(begun.token, begun.reservation.id);
    expect([200, 409]).toContain(given.status);
    const confirm = { paymentId: begun.payment.paymentId, paymentKey, amount: PRICE };
    const late = await ask(begun.token, "/api/reservations/confirm", confirm);
    const now = (await ask(begun.token, `/api/reservations/${begun.reservation.id}`)).body;
    // Never both: given up, or paid with its ticket.
    expect([
      ["CANCELLED", 0],
      ["CONFIRMED", 1],
    ]).toContainEqual([now.state, now.tickets.length]);
    expect(late.status === 200).toBe(now.state === "CONFIRMED");
    const again = await cancel(plain.token, plain.reservation.id);
    expect([again.status, again.body.code]).toEqual([409, "reservation_over"]);
  });

  test("with other parts another attempt begins, and the page of the one before pays nothing", async () => {
    const { id: event } = await eventOnSale(setup);
    const { member, payment, reservation, token } = await opened(event, [4]);
    await grantPoints(member, 50_000);
    const mixed = await ask(token, "/api/reservations/pay", {
      ...{ reservationId: reservation.id, paymentMethod: "MIXED", pointUsed: 10_000 },
    });
    expect([mixed.status, mixed.body.code]).toEqual([201, undefined]);
    expect(mixed.body.paymentId).not.toBe(payment.paymentId);
    const confirm = (paymentId: string, paymentKey: string, amount: number) =>
      ask(token, "/api/reservations/confirm", { paymentId, paymentKey, amount });
    const key = await payAtGateway(next(mixed.body));
    const paid = await confirm(mixed.body.paymentId, key, PRICE - 10_000);
    expect([paid.status, paid.body.state]).toEqual([200, "CONFIRMED"]);
    const late = await confirm(payment.paymentId ?? "", "anything", PRICE);
    expect(late.status).not.toBe(202);
    expect((await ask(token, "/api/tickets")).body.items).toHaveLength(1);
  });

  test("one whose time is over is ended by the clock, and another has its seats; being paid, no clock ends it", async () => {
    const { id: event } = await eventOnSale(setup);
    const [over, paying] = [await reserved(event, [0]), await opened(event, [1])];
    await query(
      "update reservation.reservation set expires_at = clock_timestamp() - interval '1 minute' where event_id = $1",
      [event],
    );
    const state = async (token: string, id: string) =>
      (await ask(token, `/api/reservations/${id}`)).body.state;
    expect(await state(over.token, over.reservation.id)).toBe("EXPIRED");
    expect(await state(paying.token, paying.reservation.id)).toBe("PENDING");
    const { rows } = {
      rows: await query("select state from reservation.reservation where id = $1", [
        over.reservation.id,
      ]),
    };
    expect(rows).toHaveLength(1);
  });
});

describe("ticketing 33, 40, N 16, 17: the database decides", () => {
  test("objects that lost their storage sell no seat twice and no member too many", async () => {
    const { id: event } = await eventOnSale(setup, undefined, { perMember: 2 });
    const one = await reserved(event, [0, 1]);
    // As if another object had given the same seats away, and the basket had forgotten what it held.
    const insert = (reservation: string, member: string, seatId: string) =>
      query(
        `with r as (insert into reservation.reservation (id, event_id, member_id, state, total_minor, currency, expires_at)
                    values ($1, $2, $3, 'PENDING', 0, 'KRW', now()) returning id)
         insert into reservation.seat_claim (event_id, seat_id, section_no, reservation_id, hold_id, fence)
         select $2, $4, 1, id, 'shd_x', 1 from r`,
        [reservation, event, member, seatId],
      );
    await expect(insert(`rsv_${"1".repeat(26)}`, one.member, seat(0))).rejects.toThrow(
      /seat_claim_pk/,
    );
    await expect(
      query("update reservation.member_quota set live = live + 1 where event_id = $1", [event]),
    ).rejects.toThrow(/member_quota_bounded/);
  });
});
