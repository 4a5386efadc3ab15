/** An outbox, and the store of dead messages, on a real PostgreSQL: the tables are order's. */
import { pgSchema, text } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { connectPostgres, type Database } from "../src/client.ts";
import { keepDeadMessage } from "../src/dead-messages.ts";
import { type OutboxEvent, outboxReader, outboxSender } from "../src/outbox.ts";

/** Order's own tables; only their names are used. */
const orders = pgSchema("orders");
const outbox = orders.table("outbox", { id: text("id") });
const deadMessage = orders.table("dead_message", { id: text("id") });

const ORDER_QUEUE = "edgemart-order";
const MEMBER_QUEUE = "edgemart-member";

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await startTestDatabase();
  db = connectPostgres(database.urlOf("order"));
}, 60_000);
afterAll(() => database?.stop());
beforeEach(() => database.query("delete from orders.outbox"));

/** A queue that keeps what it was given, and can refuse. */
function queueOf() {
  const batches: unknown[][] = [];
  const state = { isDead: false };
  return {
    state,
    batches,
    async sendBatch(messages: Iterable<{ body: unknown }>) {
      if (state.isDead) throw new Error("no queue");
      batches.push([...messages].map(({ body }) => body));
    },
  };
}

function world() {
  const queues = { [ORDER_QUEUE]: queueOf(), [MEMBER_QUEUE]: queueOf() };
  const failures: string[] = [];
  const sender = outboxSender({ db, outbox, queues, noteFailure: (name) => failures.push(name) });
  return { sender, failures, order: queues[ORDER_QUEUE], member: queues[MEMBER_QUEUE] };
}

let made = 0;
/** Writes rows as a change would, `secondsAgo` old. */
async function written(queue: string, count: number, secondsAgo = 10): Promise<OutboxEvent[]> {
  const events = Array.from({ length: count }, () => {
    const id = `evt_${String(++made).padStart(6, "0")}@${queue}`;
    return { id, queue, body: { n: made } };
  });
  await database.query(
    `insert into orders.outbox (id, queue, body, created_at)
     select id, queue, body, now() - make_interval(secs => $2) from jsonb_to_recordset($1::jsonb) as e(id text, queue text, body jsonb)`,
    [JSON.stringify(events), secondsAgo],
  );
  return events;
}

const unsent = async () =>
  (
    await database.query<{ id: string }>(
      "select id from orders.outbox where sent_at is null order by id",
    )
  ).map(({ id }) => id);

describe("notifications 3: an outbox is sent after the commit", () => {
  test("each queue gets its own, at most 100 at a time, and what was sent is noted", async () => {
    const { sender, order, member } = world();
    const many = await written(ORDER_QUEUE, 201);
    const one = await written(MEMBER_QUEUE, 1);
    await sender.send([...many, ...one]);
    expect(order.batches.map((batch) => batch.length)).toEqual([100, 100, 1]);
    expect(order.batches.flat()).toEqual(many.map(({ body }) => body));
    expect(member.batches).toEqual([one.map(({ body }) => body)]);
    expect(await unsent()).toEqual([]);
  });

  test("nothing to send asks no queue", async () => {
    const { sender, order } = world();
    await sender.send([]);
    expect(order.batches).toEqual([]);
  });

  test("a dead queue costs no caller anything and holds up no other queue; the clock sends it again", async () => {
    const { sender, failures, order, member } = world();
    const [kept] = await written(ORDER_QUEUE, 1);
    const sent = await written(MEMBER_QUEUE, 1);
    order.state.isDead = true;
    await sender.send([kept as OutboxEvent, ...sent]);
    expect(failures).toEqual([ORDER_QUEUE]);
    expect(member.batches).toHaveLength(1);
    expect(await unsent()).toEqual([kept?.id]);
    order.state.isDead = false;
    expect(await sender.sendUnsent(10)).toBe(1);
    expect(order.batches).toEqual([[kept?.body]]);
    expect(await unsent()).toEqual([]);
    expect(await sender.sendUnsent(10)).toBe(0);
  });

  test("an event of a queue that is not bound stays, and stops none", async () => {
    const { sender, order } = world();
    const [other] = await written("edgemart-elsewhere", 1);
    const [ours] = await written(ORDER_QUEUE, 1);
    await sender.send([other as OutboxEvent, ours as OutboxEvent]);
    expect(order.batches).toHaveLength(1);
    expect(await unsent()).toEqual([other?.id]);
    // The clock does not take it either: many of them would keep it from what it can send.
    expect(await sender.sendUnsent(10)).toBe(0);
    expect(
      await database.query("select tries from orders.outbox where id = $1", [other?.id]),
    ).toEqual([{ tries: 0 }]);
  });

  test("the clock leaves the newest to their request, takes so many at once, the oldest first, and waits before it tries one again", async () => {
    const { sender, order } = world();
    await written(ORDER_QUEUE, 1, 0);
    const old = await written(ORDER_QUEUE, 2, 60);
    const younger = await written(ORDER_QUEUE, 2, 30);
    order.state.isDead = true;
    expect(await sender.sendUnsent(2)).toBe(2);
    const tried = await database.query(
      "select id, tries from orders.outbox where tries > 0 order by id",
    );
    expect(tried).toEqual(old.map(({ id }) => ({ id, tries: 1 })));
    expect(await sender.sendUnsent(10)).toBe(younger.length);
    expect(await sender.sendUnsent(10)).toBe(0);
  });

  test("of two clocks at once each row is taken by one", async () => {
    const first = world();
    const second = world();
    await written(ORDER_QUEUE, 40);
    const taken = await Promise.all([first.sender.sendUnsent(40), second.sender.sendUnsent(40)]);
    expect(taken[0] + taken[1]).toBe(40);
    expect([...first.order.batches, ...second.order.batches].flat()).toHaveLength(40);
  });
});

describe("notifications 4: an outbox is read by place", () => {
  const read = () => outboxReader({ db, outbox }, 90);

  test("page by page each row of the queue is there once, in order, sent or not", async () => {
    const old = await written(ORDER_QUEUE, 3, 200);
    const newer = await written(ORDER_QUEUE, 2, 100);
    await written(MEMBER_QUEUE, 1, 150);
    await database.query("update orders.outbox set sent_at = now() where id = $1", [old[1]?.id]);
    const seen: string[] = [];
    let after: { at: string; id: string } | null = null;
    for (;;) {
      const page = await read()({ queue: ORDER_QUEUE, after, limit: 2 });
      seen.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last) break;
      expect(last.body).toHaveProperty("n");
      after = { at: last.at, id: last.id };
    }
    expect(seen).toEqual([...old, ...newer].map(({ id }) => id));
  });

  test("younger rows are left out: a statement may still write one before them", async () => {
    const [ripe] = await written(ORDER_QUEUE, 1, 95);
    await written(ORDER_QUEUE, 1, 60);
    const page = await read()({ queue: ORDER_QUEUE, after: null, limit: 10 });
    expect(page.map(({ id }) => id)).toEqual([ripe?.id]);
  });
});

describe("notifications 8: a message that cannot be handled", () => {
  test("is kept once, whatever it holds", async () => {
    const message = {
      id: "msg-1",
      queue: ORDER_QUEUE,
      body: { text: "a\0b" },
      reason: "not an event",
    };
    await keepDeadMessage(db, deadMessage, message);
    await keepDeadMessage(db, deadMessage, { ...message, reason: "again" });
    expect(await database.query("select id, queue, body, reason from orders.dead_message")).toEqual(
      [{ ...message, body: { text: "a\ufffdb" } }],
    );
  });
});
