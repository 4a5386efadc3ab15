/** `order.paid` lessens a member's cart, on a real PostgreSQL. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import { consume } from "../src/verbs/consume.ts";
import { type Office, openOffice, TEST_FACTS } from "./office.ts";

let office: Office;
let id: string;
let token: string;
beforeAll(async () => {
  office = await openOffice();
}, 30_000);
afterAll(() => office?.close());
beforeEach(async () => {
  await office.empty();
  await office.database.query("truncate member.seen_event, member.dead_message");
  const { body } = await office.post({ email: "mina@example.com", name: "Mina" });
  id = body.id;
  token = await office.signer.sign(id, "member");
});

type Line = [sku: string, quantity: number];
const PATH = "/api/members/me/cart";
const priced = ([sku, quantity]: Line) => ({ sku, quantity, priceSeenMinor: 26_000 });
const put = (...lines: Line[]) =>
  office.send("PUT", PATH, token, { items: lines.map(priced) }, { "if-match": "*" });
const read = async () => (await office.send("GET", PATH, token)).body;
const paid = (lines: Line[], memberId: string | null = id) => ({
  id: newId("event"),
  type: "order.paid",
  version: 1,
  source: "order",
  occurredAt: new Date().toISOString(),
  aggregate: { type: "order", id: newId("order"), sequence: 4 },
  correlationId: "test",
  data: {
    orderId: newId("order"),
    memberId,
    currency: "KRW",
    totalMinor: 26_000,
    cardMinor: 26_000,
    pointAmount: 0,
    lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
  },
});

/** Delivers a message. @returns what became of it, and how long a retry waits */
async function deliver(
  body: unknown,
  { queue = "edgemart-member", attempts = 1, env = office.env } = {},
) {
  const seen: (string | number)[] = [];
  const message = {
    id: crypto.randomUUID(),
    body,
    attempts,
    ack: () => seen.push("ack"),
    retry: ({ delaySeconds }: { delaySeconds: number }) => seen.push("retry", delaySeconds),
  };
  await consume(depsOf(readMemberConfig(env), TEST_FACTS).inbox, queue, [message], () => undefined);
  return seen;
}
const dead = () =>
  office.database.query<{ reason: string }>("select reason, body from member.dead_message");
const seenEvents = async () =>
  (await office.database.query("select from member.seen_event")).length;

describe("orders 30, 52: a member's cart when the order is paid", () => {
  test("a line that was bought goes, one with more keeps the rest, another stays; the order stays too", async () => {
    await put(["A", 2], ["B", 5], ["C", 1], ["D", 1]);
    expect(
      await deliver(
        paid([
          ["D", 3],
          ["B", 2],
          ["A", 2],
          ["NOT-IN-CART", 1],
        ]),
      ),
    ).toEqual(["ack"]);
    expect(await read()).toMatchObject({ items: [priced(["B", 3]), priced(["C", 1])], version: 3 });
    await deliver(
      paid([
        ["B", 3],
        ["C", 1],
      ]),
    );
    expect(await read()).toMatchObject({ items: [], version: 4 });
  });

  test("a write based on the cart of before is refused, not merged", async () => {
    await put(["A", 2]);
    await deliver(paid([["A", 1]]));
    const late = await office.send("PUT", PATH, token, { items: [] }, { "if-match": '"2"' });
    expect(late.status).toBe(412);
  });

  test("a late event of an emptied cart, or of a cart never written, changes nothing", async () => {
    expect(await deliver(paid([["A", 1]]))).toEqual(["ack"]);
    expect((await read()).version).toBe(1);
    await put();
    expect(await deliver(paid([["A", 1]]))).toEqual(["ack"]);
    expect(await read()).toMatchObject({ items: [], version: 2 });
    expect(await seenEvents()).toBe(2);
  });

  test("a guest's order, an unknown member's and another type are acknowledged and change nothing", async () => {
    await put(["A", 2]);
    for (const body of [
      paid([["A", 1]], null),
      paid([["A", 1]], newId("member")),
      { ...paid([["A", 1]]), type: "order.paid_again" },
      { ...paid([["A", 1]]), source: "payment" },
    ]) {
      expect(await deliver(body)).toEqual(["ack"]);
    }
    expect(await read()).toMatchObject({ items: [priced(["A", 2])], version: 2 });
    expect(await dead()).toEqual([]);
  });
});

describe("notifications 5: an event is consumed once", () => {
  test("40 copies at once lessen once", async () => {
    await put(["A", 90]);
    const event = paid([["A", 1]]);
    const answers = await Promise.all(Array.from({ length: 40 }, () => deliver(event)));
    expect(answers).toEqual(Array.from({ length: 40 }, () => ["ack"]));
    expect(await read()).toMatchObject({ items: [priced(["A", 89])], version: 3 });
    expect(await seenEvents()).toBe(1);
  });

  test("40 events of one cart at once are all counted", async () => {
    await put(["A", 90], ["B", 20]);
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        deliver(paid([["A", 1], ...(at % 2 ? [["B", 1] as Line] : [])])),
      ),
    );
    expect(await read()).toMatchObject({ items: [priced(["A", 50])], version: 42 });
  });

  test("its id is forgotten after 60 days, not before", async () => {
    await office.database.query(
      `insert into member.seen_event (id, at) values ('evt_old', now() - interval '61 days'),
       ('evt_older', now() - interval '90 days'), ('evt_kept', now() - interval '59 days')`,
    );
    const { inbox } = depsOf(readMemberConfig(office.env), TEST_FACTS);
    expect(await inbox.forgetOld(1)).toBe(1);
    expect(await inbox.forgetOld(10)).toBe(1);
    expect(await office.database.query("select id from member.seen_event")).toEqual([
      { id: "evt_kept" },
    ]);
  });
});

describe("notifications 6, 8: a message that cannot be handled", () => {
  test("is kept and acknowledged at once: poison, another version, what the platform gave up", async () => {
    await put(["A", 2]);
    const event = paid([["A", 1]]);
    for (const body of [
      "\0\ud800",
      undefined,
      { ...event, data: { lines: [] } },
      { ...event, id: "x" },
    ]) {
      expect(await deliver(body)).toEqual(["ack"]);
    }
    expect(await deliver({ ...event, version: 2 })).toEqual(["ack"]);
    for (const queue of ["edgemart-member-dead", "edgemart-member-dead-production"]) {
      expect(await deliver(event, { queue })).toEqual(["ack"]);
    }
    expect((await dead()).map(({ reason }) => reason).sort()).toEqual([
      ...["dead", "dead", "unhandled", "unreadable", "unreadable", "unreadable", "unreadable"],
    ]);
    expect(await read()).toMatchObject({ items: [priced(["A", 2])], version: 2 });
  });

  test("comes again, later each time, while PostgreSQL is unavailable", async () => {
    const env = {
      ...office.env,
      DATABASE_URL: "postgres://edgemart_member:x@127.0.0.1:1/edgemart",
    };
    expect(await deliver(paid([["A", 1]]), { env })).toEqual(["retry", 10]);
    expect(await deliver(paid([["A", 1]]), { env, attempts: 3 })).toEqual(["retry", 40]);
    expect(await deliver(paid([["A", 1]]), { env, attempts: 30 })).toEqual(["retry", 300]);
  });
});
